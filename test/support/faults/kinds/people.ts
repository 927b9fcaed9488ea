import type { IDataObject } from 'n8n-workflow';

import { tookEffectOnce } from '../findings';
import type { Kind } from '../kind';
import { phone, someItems } from './several';

/** Whether results are waited for: with a service that fails, too. */
const WAITS = [false, false, { waitForResult: true, resultTimeout: 20 }] as const;

const call: Kind = {
	name: 'Call → Make',
	weight: 6,
	errand({ sandbox, random, options }) {
		const items = someItems(random, (index) => ({
			number: phone(80, index),
			name: `Call ${index}`,
		}));
		const clientId = random.pick(['', '={{ $json.name }}', 'deal-7']);
		if (random.chance(0.3)) sandbox.seedAutocall({ client_id: 'deal-7' });
		return {
			resource: 'call',
			operation: 'make',
			parameters: {
				number: '={{ $json.number }}',
				text: 'Your code is 1 2 3 4',
				...random.pick(WAITS),
				additionalFields: { name: '={{ $json.name }}', ...(clientId && { clientId }) },
				options: guards(random.chance(0.25), options),
			},
			items,
			isSideBySide: true,
			main: { method: 'POST', path: /^\/autocalls$/ },
			meanwhile: [() => sandbox.advance()],
			judge: tookEffectOnce((item) =>
				sandbox.store.calls
					.filter(({ number }) => number === items[item]!.number)
					.map(({ id, number }) => ({ id, number })),
			),
		};
	},
};

const sms: Kind = {
	name: 'SMS Message → Send',
	weight: 6,
	errand({ sandbox, random, options }) {
		const items = someItems(random, (index) => ({
			number: phone(81, index),
			text: `Text ${index}`,
		}));
		return {
			resource: 'smsMessage',
			operation: 'send',
			parameters: {
				number: '={{ $json.number }}',
				text: '={{ $json.text }}',
				...random.pick(WAITS),
				options: guards(random.chance(0.25), options),
			},
			items,
			isSideBySide: true,
			main: { method: 'POST', path: /^\/bulks$/ },
			meanwhile: [() => sandbox.advance()],
			judge: tookEffectOnce((item) =>
				sandbox.store.messages
					.filter(
						({ number, text }) => number === items[item]!.number && text === items[item]!.text,
					)
					.map(({ id, number }) => ({ id, number })),
			),
		};
	},
};

function guards(hasMaxCost: boolean, options: IDataObject): IDataObject {
	return { ...options, ...(hasMaxCost && { maxCost: 1_000_000 }) };
}

/** The operations that call or text one person. */
export const peopleKinds: Kind[] = [call, sms];
