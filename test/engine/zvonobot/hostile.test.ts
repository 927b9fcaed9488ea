/** Values that are made to break something are refused by the name of their parameter, and nothing is sent. */
import type { IDataObject } from 'n8n-workflow';

import {
	HOSTILE_ADDRESSES,
	HOSTILE_FLAGS,
	HOSTILE_IDS,
	HOSTILE_PHONES,
	HOSTILE_TIMES,
	HOSTILE_WHOLE_NUMBERS,
} from '../../support/faults/hostile';
import { byId, define, phoneAt, sent, SPOKEN, useZvonobot } from '../../support/zvonobot';

const bench = useZvonobot();

/** A parameter with the values that it can't take. */
interface Attack {
	label: string;
	resource: string;
	operation: string;
	parameters: (value: string) => IDataObject;
	values: unknown[];
}

const create = (parameters: Attack['parameters']) => ({
	...{ resource: 'call', operation: 'create' },
	parameters: (value: string) => ({ ...SPOKEN, ...define(phoneAt(0)), ...parameters(value) }),
});
const added = (name: string) => create((value) => ({ additionalFields: { [name]: value } }));

/** Valid numbers elsewhere in the world. */
const isPhone = (value: unknown) => value === '+17010000001';
/** The ways in which a list of IDs may be written. */
const isIdList = (value: unknown) =>
	Array.isArray(value) || (typeof value === 'string' && value.includes(','));
const LONGEST = 300;

const ATTACKS: Attack[] = [
	{
		...{ label: '"Call IDs"', resource: 'call', operation: 'get' },
		parameters: (callIds) => ({ callIds }),
		values: HOSTILE_IDS.filter((value) => !isIdList(value)),
	},
	{
		...{ label: '"Audio"', resource: 'audio', operation: 'delete' },
		parameters: (value) => ({ audioId: byId(value) }),
		values: HOSTILE_IDS,
	},
	{
		...{ label: '"Template"', resource: 'call', operation: 'createFromTemplate' },
		parameters: (value) => ({ ...define(phoneAt(0)), templateId: byId(value) }),
		values: HOSTILE_IDS,
	},
	{
		...{ label: '"Phone"', resource: 'flashCall', operation: 'send' },
		parameters: (phone) => ({ phone, pin: '1234' }),
		values: HOSTILE_PHONES.filter((value) => !isPhone(value)),
	},
	{
		...{ label: '"Contacts"', ...create((value) => define(value)) },
		values: HOSTILE_PHONES.filter((value) => !isPhone(value)),
	},
	{
		label: '"Caller ID"',
		...create((value) => ({ callerIdSource: 'own', callerId: byId(value) })),
		values: HOSTILE_PHONES.filter((value) => !isPhone(value)),
	},
	{ label: '"Ring Time (Seconds)"', ...added('answerTimeout'), values: HOSTILE_WHOLE_NUMBERS },
	{ label: '"Record the Call"', ...added('needRecording'), values: HOSTILE_FLAGS },
	{ label: '"Webhook URL"', ...added('webhookUrl'), values: HOSTILE_ADDRESSES },
	{ label: '"Start Time"', ...added('startTime'), values: HOSTILE_TIMES },
	{
		...{ label: '"Webhook Parameters (JSON)"', ...added('webhookParameters') },
		values: [7, true, 'x', '[1]', '"x"', '{', 'null', [1], NaN],
	},
	{
		...{ label: '"Answers"' },
		...create((digit) => ({ answers: { answer: [{ digit }] } })),
		values: HOSTILE_WHOLE_NUMBERS,
	},
	{
		...{ label: '"Answers"' },
		...create((ivrs) => ({ answers: { answer: [{ digit: 1, actions: { ivrs } }] } })),
		values: [7, true, 'x', '[7]', '[{"digit":"x"}]', '[{"__proto__":{"digit":1},"x":1}]', [7]],
	},
];

describe.each(ATTACKS)(
	'$label of $resource $operation',
	({ label, resource, operation, parameters, values }) => {
		it('is refused, and nothing is sent', async () => {
			const items = values.map((value) => ({ value }) as IDataObject);
			expect(items.length).toBeGreaterThan(5);
			for (const item of items) {
				const { error } = await bench().run(resource, operation, parameters('={{ $json.value }}'), {
					items: [item],
				});
				const message = error?.message ?? 'It was taken';
				// What n8n itself refuses has n8n's own words.
				const isNamed = message.includes(label) || message.includes(label.replaceAll('"', ''));
				expect([item.value, message, isNamed]).toEqual([item.value, message, true]);
				expect(message.length).toBeLessThan(LONGEST);
			}
			expect(sent(bench())).toEqual([]);
			expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
		});
	},
);

describe('responses that are made to break something', () => {
	const BODIES: unknown[] = [
		...[null, 7, 'x', true, [], {}, [null], [[]], { status: 'success' }],
		...[{ status: 'success', data: null }, { status: 'success', data: 7 }, { data: [null] }],
		...[
			{ status: 'success', data: [7, 'x'] },
			{ status: { a: 1 } },
			{ status: 'success', data: 'done' },
		],
		JSON.parse('{"__proto__": {"id": 1}}') as unknown,
		{ status: 'success', data: [{ id: { a: 1 }, phone: { b: 2 }, calls: 'x' }] },
		{ status: 'success', data: [{ id: 7, calls: [null, 7, { status: { a: 1 } }] }] },
		{ status: 'success', data: { callIdList: 'x' } },
	];

	it.each([
		['call', 'create', { ...SPOKEN, ...define(phoneAt(0)) }],
		['call', 'get', { callIds: '7' }],
		['call', 'delete', { callIds: '7' }],
		['call', 'reschedule', { callIds: '7', plannedAt: '2037-03-16T10:00:00Z' }],
		['account', 'get', {}],
		['template', 'getAll', {}],
		['audio', 'create', { name: 'x', source: 'text', text: 'x' }],
	] as Array<[string, string, IDataObject]>)(
		'%s %s ends with its output or an error in words',
		async (resource, operation, parameters) => {
			for (const body of BODIES) {
				bench().sandbox.faults.clear();
				bench().sandbox.faults.add({ kind: 'status', status: 200, body, times: 10 });
				const result = await bench().run(resource, operation, {
					...parameters,
					options: { longestWait: 0 },
				});
				const said = result.error?.message ?? JSON.stringify(result.items);
				expect([body, said]).toEqual([
					body,
					expect.not.stringMatching(/undefined|not a function|Cannot/),
				]);
			}
		},
	);
});
