import type { ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';

import { searchContactLists, searchSounds } from './listSearch';

/** Most entries that a list of choices offers; others can be entered by ID. */
const MOST_CHOICES = 500;

/** The contact lists of the account, for a list of several. */
export async function getContactLists(
	this: ILoadOptionsFunctions,
): Promise<INodePropertyOptions[]> {
	return await choicesOf(this, searchContactLists);
}

/** The sounds of the account, for a list of several. */
export async function getSounds(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	return await choicesOf(this, searchSounds);
}

async function choicesOf(
	context: ILoadOptionsFunctions,
	search: typeof searchContactLists,
): Promise<INodePropertyOptions[]> {
	const choices: INodePropertyOptions[] = [];
	let token: string | undefined;
	do {
		const { results, paginationToken } = await search.call(context, undefined, token);
		choices.push(...results);
		token = paginationToken as string | undefined;
	} while (token !== undefined && choices.length < MOST_CHOICES);
	return choices;
}
