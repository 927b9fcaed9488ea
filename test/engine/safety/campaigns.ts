import type { IDataObject } from 'n8n-workflow';

import { byId, type Bench } from '../../support/autoCall';
import { FIRST, people } from './scenarios';

/** A kind of campaign, with the parameters of one for three people. */
export interface Campaign {
	/** Its name in messages. */
	noun: string;
	resource: string;
	parameters: IDataObject;
	route: string;
	/** In tenge, for one person by the sandbox's prices: 2.80 for a second of a call, 16 for an SMS. */
	price: number;
	/** How many there are, those included that are still being created. */
	size(own: Bench): number;
}

/** An autocall; its sound is to be of ten seconds. */
export const autocall: Campaign = {
	noun: 'autocall',
	resource: 'autocall',
	parameters: { name: 'Debts', soundId: byId(FIRST.sound), ...people(3) },
	route: '/autocalls',
	price: 28,
	size: ({ sandbox }) => sandbox.store.autocalls.size + sandbox.store.queuedAutocalls.length,
};

/** An SMS bulk. */
export const smsBulk: Campaign = {
	noun: 'SMS bulk',
	resource: 'smsBulk',
	parameters: { name: 'Debts', text: 'Your order is ready', ...people(3) },
	route: '/bulks',
	price: 16,
	size: ({ sandbox }) => sandbox.store.bulks.size,
};

/** Both kinds. */
export const campaigns = [autocall, smsBulk];
