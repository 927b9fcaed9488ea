import type { INodeListSearchResult } from 'n8n-workflow';

import type { Sandbox } from '../../../../sandbox';
import type { Kind, Stage } from '../kind';
import { Walk } from '../walk';
import { between, times } from './several';
import { STORED } from './stored';

/** A list that the editor offers, with a way to fill it. */
const LISTS: Array<{ method: string; path: string; seed(sandbox: Sandbox): { id: number } }> = [
	...STORED.map(({ search, path, seed }) => ({
		...{ method: search, path },
		seed: (sandbox: Sandbox) => seed(sandbox),
	})),
	{
		method: 'searchCallerIds',
		path: '/caller-ids',
		seed: (sandbox) => sandbox.seedRentedCallerId(),
	},
];

const listSearch: Kind = {
	name: 'lists in the editor',
	weight: 2,
	errand(stage) {
		const { method, path, seed } = stage.random.pick(LISTS);
		const made = times(between(stage.random, 0, 14), () => seed(stage.sandbox).id);
		const ids = path === '/caller-ids' ? made : made.reverse();
		return {
			main: { method: 'GET', path },
			async carryOut() {
				try {
					const results = await searchAll(stage, method);
					const walk = new Walk(ids);
					const found = results.map(({ value }) => value);
					return {
						findings: walk.faultsOf(found, true),
						errors: [],
						output: JSON.stringify(results),
					};
				} catch (error) {
					return { findings: [], errors: [error], output: '' };
				}
			},
		};
	},
};

/** Scrolls a list to its end. */
async function searchAll(
	{ engine, credential }: Stage,
	method: string,
): Promise<INodeListSearchResult['results']> {
	const results: INodeListSearchResult['results'] = [];
	let paginationToken: string | undefined;
	do {
		const found = await engine.listSearch({ method, credential, paginationToken });
		results.push(...found.results);
		paginationToken = found.paginationToken as string | undefined;
	} while (paginationToken !== undefined);
	return results;
}

/** The lists that a person chooses from while setting up the node. */
export const editorKinds: Kind[] = [listSearch];
