/** Call → Create: what happens at each answer. */
import type { IDataObject } from 'n8n-workflow';

import { bodiesOf, define, phoneAt, sent, SPOKEN, useZvonobot } from '../../support/zvonobot';

const bench = useZvonobot();

const create = async (...answer: IDataObject[]) =>
	await bench().run('call', 'create', {
		...SPOKEN,
		...define(phoneAt(0)),
		answers: { answer },
	});
const ivrs = () => bodiesOf(bench(), 'create').at(-1)?.ivrs;

it('keys, words, any words and staying on the line, in the form of the service', async () => {
	const { error } = await create(
		{ givenBy: 'digit', digit: 0, actions: { needBlock: true } },
		{ givenBy: 'keyWords', keyWords: 'yes, of course , sure' },
		{ givenBy: 'anyWord', actions: { recognitionTimeout: 10, recognize: true } },
		{ givenBy: 'stay', actions: { text: 'Goodbye', voiceGender: 'male' } },
	);
	expect(error).toBeUndefined();
	expect(ivrs()).toEqual([
		{ digit: 0, needBlock: 1 },
		{ keyWords: 'yes|of course|sure' },
		{ anyWord: 1, recognitionTimeout: 10, recognize: 1 },
		{ record: { text: 'Goodbye', gender: 1 } },
	]);
});

it('an answer with its defaults is key 1', async () => {
	await create({});
	expect(ivrs()).toEqual([{ digit: 1 }]);
});

it('all that an answer can lead to', async () => {
	const { sandbox } = bench();
	const { id } = sandbox.seedRecord();
	const template = sandbox.seedSmsTemplate();
	const { error } = await create({
		digit: 1,
		actions: {
			...{ audioId: String(id), source: 'file' },
			managerPhone: '8 727 123-45-67',
			smsText: 'Thank you!',
			smsTemplateId: template.id,
			smsChannel: 'VIRTA',
			emailTimeout: 5,
			webhookUrl: 'https://example.com/hook',
			webhookParameters: '{ "deal": 7 }',
			webhookHeaders: '{ "X-Own": "1" }',
			ivrs: JSON.stringify([
				{ digit: 2, record: { text: 'Second' }, ivrs: [{ keyWords: 'да,ага', needBlock: true }] },
			]),
		},
	});
	expect(error).toBeUndefined();
	expect(ivrs()).toEqual([
		{
			...{
				digit: 1,
				record: { id, source: 'file' },
				managerPhone: '77271234567',
				smsText: 'Thank you!',
			},
			...{ smsTemplateId: template.id, smsChannel: 'VIRTA', emailTimeout: 5 },
			...{ webhookUrl: 'https://example.com/hook', webhookParameters: '{"deal":7}' },
			webhookHeaders: '{"X-Own":"1"}',
			ivrs: [
				{ digit: 2, record: { text: 'Second' }, ivrs: [{ keyWords: 'да|ага', needBlock: 1 }] },
			],
		},
	]);
});

it('JSON as the editor adds it is left out while it is empty', async () => {
	await create({
		digit: 1,
		actions: { ivrs: '[]', webhookParameters: '{}', webhookHeaders: '{}' },
	});
	expect(ivrs()).toEqual([{ digit: 1 }]);
});

it.each<[IDataObject[], string]>([
	[[{ digit: 10 }], '"Answers" answer 1: digit: must be 0 to 9, but is 10 [item 0]'],
	[
		[{ digit: 1 }, { digit: 1 }],
		'"Answers" has two answers for "1": answer 1 and answer 2 [item 0]',
	],
	[
		[
			{ givenBy: 'keyWords', keyWords: 'yes, sure' },
			{ givenBy: 'keyWords', keyWords: 'no, Sure' },
		],
		'"Answers" has two answers for "sure": answer 1 and answer 2 [item 0]',
	],
	[
		[{ givenBy: 'stay' }, { givenBy: 'stay' }],
		'"Answers" has two answers for "no answer": answer 1 and answer 2 [item 0]',
	],
	// What an expression leaves empty would otherwise be staying on the line, which everybody does.
	...['={{ "" }}', '={{ null }}', '={{ $json.nothing }}'].map((digit): [IDataObject[], string] => [
		[{ digit, actions: { needBlock: true } }],
		'"Answers" answer 1: Key is required, but is empty [item 0]',
	]),
	[
		[{ givenBy: '={{ "key" }}', actions: { needBlock: true } }],
		'"Answers" answer 1: Given By: must be one of digit, keyWords, anyWord, stay, but is "key" [item 0]',
	],
	[
		[{ digit: 1, actions: { text: 'Hi', voiceGender: '={{ "Male" }}' } }],
		'"Answers" answer 1: Voice: must be one of female, male, but is "Male" [item 0]',
	],
	[[{ givenBy: 'keyWords' }], '"Answers" answer 1: Words is required, but is empty [item 0]'],
	[
		[{ digit: 1, actions: { audioId: '5', text: 'Hi' } }],
		'"Answers" answer 1: has an Audio ID and a Text to Speak, but only one can be heard [item 0]',
	],
	[
		[{ digit: 1, actions: { smsText: 'x'.repeat(71) } }],
		'"Answers" answer 1: smsText: must have 1 to 70 characters, but has 71 [item 0]',
	],
	[
		[{ digit: 1, actions: { managerPhone: '112' } }],
		'"Answers" answer 1: managerPhone: must be a phone number with its country code, such as +7 701 123 45 67, but is "112" [item 0]',
	],
	[
		[{ digit: 1 }, { digit: 2, actions: { ivrs: '[{ "digit": "x" }]' } }],
		'"Answers" answer 2: ivrs: answer 1: digit: must be a number, but is "x" [item 0]',
	],
	[
		[{ digit: 1, actions: { ivrs: '[{ "diget": 1 }]' } }],
		'"Answers" answer 1: ivrs: answer 1: has the unknown part "diget": it may have digit, keyWords, anyWord, recognize, recognitionTimeout, needBlock, record, managerPhone, smsText, smsTemplateId, smsChannel, emailTimeout, webhookUrl, webhookParameters, webhookHeaders [item 0]',
	],
	[
		[{ digit: 1, actions: { ivrs: 'no JSON' } }],
		'"Answers" answer 1: ivrs: must be an array of answers [item 0]',
	],
])('%j is refused before anybody is called', async (answers, message) => {
	expect((await create(...answers)).error?.message).toBe(message);
	expect(sent(bench())).toEqual([]);
});

it('a tree deeper than ten levels is refused', async () => {
	let tree: IDataObject[] = [{ digit: 1 }];
	for (let level = 0; level < 10; level++) tree = [{ digit: 1, ivrs: tree }];
	const { error } = await create({ digit: 1, actions: { ivrs: JSON.stringify(tree) } });
	expect(error?.message).toContain('has more than 10 levels of answers');
	expect(sent(bench())).toEqual([]);
});
