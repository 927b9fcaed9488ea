import type { IDataObject } from 'n8n-workflow';

import { byId } from '../../autoCall';
import type { Kind } from '../kind';
import { between, phone, times } from './several';
import { waitOut } from './waiting';

/** The parameters of a campaign for each item. */
const CAMPAIGN: IDataObject = {
	...{ operation: 'create', name: '={{ $json.name }}', waitForCompletion: true },
	...{ contactsSource: 'json', contactsJson: '={{ $json.contacts }}' },
};

const waitForCampaigns: Kind = {
	name: 'Wait for Completion',
	weight: 4,
	errand(stage) {
		const { sandbox, random, options } = stage;
		const { autocalls, bulks } = sandbox.store;
		const isAutocall = random.chance(0.5);
		const own = isAutocall
			? { resource: 'autocall', soundId: byId(sandbox.seedSound().id) }
			: { resource: 'smsBulk', text: 'Hello' };
		const held = () => (isAutocall ? autocalls : bulks).all();
		return waitOut(stage, {
			main: { method: 'GET', path: isAutocall ? /^\/autocalls\/\d+$/ : /^\/bulks\/\d+$/ },
			node: {
				items: times(between(random, 1, 3), (index) => ({
					name: `Campaign ${index}`,
					contacts: times(between(random, 1, 3), (one) => ({ number: phone(40 + index, one) })),
				})),
				parameters: { ...CAMPAIGN, ...own, options },
			},
			address: () => held()[0]?.callback_url ?? '',
			held: () => held().map(({ id, name, status }) => ({ id, name, status })),
		});
	},
};

/** Executions that wait for the end of campaigns. */
export const waitKinds: Kind[] = [waitForCampaigns];
