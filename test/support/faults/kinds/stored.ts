import type { IDataObject } from 'n8n-workflow';

import type { Sandbox } from '../../../../sandbox';

/** A row of the account as the sandbox keeps it. */
interface Row {
	id: number;
	name: string;
}

/** A resource whose things are listed, and are got, changed and deleted by their ID. */
export interface Stored {
	resource: string;
	/** Name of the parameter with the ID. */
	parameter: string;
	path: string;
	/** The list of them in the editor. */
	search: string;
	/** Whether its list is filtered by client ID, and sorted. */
	isFiltered: boolean;
	/** The condition for a row to be changed; none when left out. */
	changeable?: IDataObject;
	/** Adds one. @param row what is different of it */
	seed(sandbox: Sandbox, row?: IDataObject): Row;
	table(sandbox: Sandbox): {
		all(): Row[];
		get(id: number): Row | undefined;
		delete(id: number): void;
	};
}

/** Campaigns can be changed until they start. */
const NOT_STARTED = { status: 'awaiting' };

/** The resources that have all of it. */
export const STORED: Stored[] = [
	{
		...{ resource: 'autocall', parameter: 'autocallId', path: '/autocalls' },
		...{ search: 'searchAutocalls', isFiltered: true, changeable: NOT_STARTED },
		seed: (sandbox, row) => sandbox.seedAutocall(row),
		table: ({ store }) => store.autocalls,
	},
	{
		...{ resource: 'smsBulk', parameter: 'smsBulkId', path: '/bulks' },
		...{ search: 'searchSmsBulks', isFiltered: true, changeable: NOT_STARTED },
		seed: (sandbox, row) => sandbox.seedBulk(row),
		table: ({ store }) => store.bulks,
	},
	{
		...{ resource: 'contactList', parameter: 'contactListId', path: '/lists' },
		...{ search: 'searchContactLists', isFiltered: true },
		seed: (sandbox, row) => sandbox.seedContactList(row),
		table: ({ store }) => store.contactLists,
	},
	{
		...{ resource: 'sound', parameter: 'soundId', path: '/sounds' },
		...{ search: 'searchSounds', isFiltered: false },
		seed: (sandbox, row) => sandbox.seedSound(row),
		table: ({ store }) => store.sounds,
	},
	{
		...{ resource: 'scenario', parameter: 'scenarioId', path: '/scenarios' },
		...{ search: 'searchScenarios', isFiltered: false },
		seed: (sandbox, row) => sandbox.seedScenario(row),
		table: ({ store }) => store.scenarios,
	},
];
