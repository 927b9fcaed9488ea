/** Sound → Transcribe Answer and Get Answer Recording, for the calls of a survey: not everybody has answered. */
import type { IDataObject } from 'n8n-workflow';

import { byId, useBench } from '../support/autoCall';

const bench = useBench();

/** As it is dragged from the output of Get Calls. */
const FILE = '={{ $json.answer.record }}';

const notRecorded = 'No answer was recorded in this call: File Name is empty';

/** The calls of a survey as Get Calls gives them: two people answered, the one between them didn't. */
async function surveyCalls(parameters: IDataObject = {}): Promise<IDataObject[]> {
	const { id } = bench().sandbox.seedAutocall({
		type: 'interactive',
		calls: [
			{ number: '+77010000001', extra: 'CRM-1', data: { record: 'answer-1.mp3' } },
			{ number: '+77010000002', extra: null, status: 'no_answer', data: null },
			{ number: '+77010000003', extra: 'CRM-3', data: { record: 'answer-3.mp3' } },
		],
	});
	const { items } = await bench().run('autocall', 'getCalls', {
		autocallId: byId(id),
		...parameters,
	});
	bench().sandbox.requests.length = 0;
	return items.map(({ json }) => json);
}

const asked = () =>
	bench().sandbox.requests.map(({ path, query }) => `${path.split('/').at(-1)} ${query.type}`);

describe('Transcribe Answer', () => {
	it.each([
		['', {}, FILE],
		[' with Simplify off', { simplify: false }, '={{ $json.data.record }}'],
	])(
		'gives each text with its call, and goes past those without a recording%s',
		async (_how, parameters, file) => {
			const calls = await surveyCalls(parameters);

			const { items, error } = await bench().run(
				'sound',
				'transcribeAnswer',
				{ file },
				{ items: calls },
			);

			expect(error).toBeUndefined();
			expect(items).toEqual([
				{
					json: {
						...{ call: 50001, number: '+77010000001', extra: 'CRM-1' },
						text: 'Ответ абонента +77010000001',
					},
					pairedItem: { item: 0 },
				},
				{
					json: {
						...{ call: 50002, number: '+77010000002', extra: null },
						...{ text: null, reason: notRecorded },
					},
					pairedItem: { item: 1 },
				},
				{
					json: {
						...{ call: 50003, number: '+77010000003', extra: 'CRM-3' },
						text: 'Ответ абонента +77010000003',
					},
					pairedItem: { item: 2 },
				},
			]);
			expect(asked()).toEqual(['answer-1.mp3 text', 'answer-3.mp3 text']);
		},
	);

	it('says so when nobody’s answer was recorded, and charges nothing', async () => {
		const calls = await surveyCalls();
		const { balance } = bench().sandbox.store;

		const { items } = await bench().run(
			...(['sound', 'transcribeAnswer'] as const),
			{ file: '={{ $json.answer.misspelt }}' },
			{ items: calls },
		);

		expect(items.map(({ json }) => json.reason)).toEqual([notRecorded, notRecorded, notRecorded]);
		expect(asked()).toEqual([]);
		expect(bench().sandbox.store.balance).toBe(balance);
	});

	it('says so when AutoCall.kz understood nothing', async () => {
		bench().sandbox.faults.add({
			kind: 'status',
			status: 200,
			path: '/sounds',
			body: { text: null },
		});

		const { items } = await bench().run(
			...(['sound', 'transcribeAnswer'] as const),
			{ file: FILE },
			{ items: [(await surveyCalls())[0] as IDataObject] },
		);

		expect(items[0]?.json).toEqual({
			...{ call: 50001, number: '+77010000001', extra: 'CRM-1' },
			...{ text: null, reason: 'AutoCall.kz recognised no words in the answer' },
		});
	});

	it('takes the ID and number of nothing but a call for those of a call', async () => {
		await surveyCalls();

		const { items } = await bench().run(
			...(['sound', 'transcribeAnswer'] as const),
			{ file: 'answer-1.mp3' },
			{ items: [{ id: 7, number: '+77770000000', name: 'A row of a table' }] },
		);

		expect(items[0]?.json).toEqual({ text: 'Ответ абонента +77010000001' });
	});

	it('still stops at a name that is none, and at an answer that is not there', async () => {
		const calls = await surveyCalls();
		const wrong = async (file: string) =>
			(await bench().run('sound', 'transcribeAnswer', { file }, { items: calls.slice(0, 2) })).error
				?.message;

		expect(await wrong('../balance')).toBe(
			'"File Name" must be a name such as 5f3c2a.mp3, but is "../balance" [item 0]',
		);
		expect(await wrong('={{ $json.answer }}')).toBe(
			'"File Name" must be a text, but is an object [item 0]',
		);
		expect(await wrong('gone.mp3')).toBe('The file "gone.mp3" was not found [item 0]');
	});

	it('counts only what was transcribed when it stops at a later call', async () => {
		const [first, second, third] = await surveyCalls();
		bench().sandbox.store.calls.delete(50003);

		const { error } = await bench().run(
			...(['sound', 'transcribeAnswer'] as const),
			{ file: FILE },
			{ items: [second, first, third] as IDataObject[] },
		);

		expect(error?.message).toBe('The file "answer-3.mp3" was not found [item 2]');
		expect(error?.description).toContain('Before this, 1 item was already carried out');
	});

	it('is not run without a File Name', async () => {
		const { error } = await bench().run('sound', 'transcribeAnswer', {});

		expect(error?.message).toContain('Parameter "File Name" is required.');
		expect(asked()).toEqual([]);
	});
});

describe('Get Answer Recording', () => {
	it('goes past the calls without a recording, too', async () => {
		const calls = await surveyCalls();
		for (const id of [50001, 50003]) {
			Object.assign(bench().sandbox.store.calls.get(id) ?? {}, { recording: Buffer.from('ID3') });
		}

		const { items, error } = await bench().run(
			...(['sound', 'getAnswerRecording'] as const),
			{ file: FILE },
			{ items: calls },
		);

		expect(error).toBeUndefined();
		expect(items.map(({ binary }) => binary?.data?.fileName)).toEqual([
			...['answer-1.mp3', undefined, 'answer-3.mp3'],
		]);
		expect(items[1]?.json).toEqual({
			...{ call: 50002, number: '+77010000002', extra: null, reason: notRecorded },
		});
	});
});
