import { fork } from 'node:child_process';
import { once } from 'node:events';
import { dirname, join } from 'node:path';

import { atMost, figureOf, sideBySide, type Case, type Figures } from '../case';
import { n8n as declared } from '../../package.json';

const ROOT = join(__dirname, '..', '..');
/** Processes for each round: one takes a fraction of a second, and their times vary. */
const PROCESSES_PER_ROUND = 5;

const PACKAGE = 'this package: both nodes and the credential';
const HTTP_REQUEST = 'the HTTP Request node';

/** Modules that n8n loads at its start. */
export const loading: Case = {
	name: 'loading',
	async measure(context) {
		const nodesBase = dirname(require.resolve('n8n-nodes-base/package.json'));
		const load = (files: string[]) => async (): Promise<Figures> => {
			const child = fork(join(ROOT, 'bench', 'loadProcess.cjs'), files, { execArgv: [] });
			const exited = once(child, 'exit').then(([code]) => {
				throw new Error(`loadProcess ended with ${code}`);
			});
			const [figures] = (await Promise.race([once(child, 'message'), exited])) as [Figures];
			await exited.catch(() => undefined);
			return figures;
		};
		const ways = await sideBySide(
			{ ...context, rounds: context.rounds * PROCESSES_PER_ROUND },
			[
				{
					name: PACKAGE,
					measure: load(
						[...declared.credentials, ...declared.nodes].map((file) => join(ROOT, file)),
					),
				},
				{
					name: HTTP_REQUEST,
					measure: load([join(nodesBase, 'dist/nodes/HttpRequest/HttpRequest.node.js')]),
				},
			],
			1,
		);
		return {
			case: this.name,
			title: 'Loading the package',
			columns: [
				{ figure: 'packageMs', label: 'time, ms', decimals: 1 },
				{ figure: 'descriptionKb', label: 'descriptions as JSON, kB' },
				{ figure: 'sharedMs', label: 'n8n’s own modules before it, ms' },
			],
			ways,
			goals: [
				atMost(
					'at most 40 ms beyond n8n’s own modules',
					figureOf(ways, PACKAGE, 'packageMs'),
					40,
					' ms',
				),
				atMost(
					'descriptions of at most 300 kB',
					figureOf(ways, PACKAGE, 'descriptionKb'),
					300,
					' kB',
				),
			],
			notes: [
				`The time from the first require to finished objects, descriptions included, in a fresh process each (${PROCESSES_PER_ROUND} of them a round). n8n-workflow and luxon are loaded before, as they are in n8n; the last column says how long that took. The HTTP Request node is there for scale: it contains all its versions, and libraries that n8n's other nodes use as well.`,
			],
		};
	},
};
