/**
 * The telephony desk: a call to a client about an interest, and later its result. The form's pages and the
 * recording's link need the whole n8n, which test/n8n runs.
 */
import type { IDataObject } from 'n8n-workflow';

import type { FinalCallStatus } from '../../../sandbox';
import { useBench, useFastWaits } from '../../support/autoCall';
import { DataTables } from '../../support/dataTables';
import { nodeOf, outputOf, read, withSettings } from './exampleFile';

const CALL = 'desk-call.json';
const RESULTS = 'desk-results.json';
const CALLS = 'Desk calls';
const OF_ALMATY = '+77086469620';
const GENERAL = '+77086469621';
const KEY = /^[\da-f-]{36}$/;

useFastWaits();
const bench = useBench({ moderation: false, balance: 10_000 });

let tables: DataTables;
beforeEach(async () => {
	tables = new DataTables();
	await run(CALL, 'Set Up');
});

const run = async (file: string, startNode: string, more: object = {}) => {
	const { engine, credential } = bench();
	const result = await engine.runWorkflow(read(file), {
		...{ startNode, credentials: { autoCallApi: credential }, dataTables: tables, ...more },
	});
	expect(result.error).toBeUndefined();
	return result;
};

/** Another system asks for a call. @returns what it is answered */
async function asked(body: IDataObject): Promise<IDataObject | undefined> {
	const triggerItems = [{ body }];
	const result = await run(CALL, 'From Another System', { mode: 'webhook', triggerItems });
	return outputOf(result, 'The Answer')?.[0];
}

/** An employee asks for a call. @returns the choices of the second page, and whether the last one was shown */
async function filledIn(client: string, interest: string, choice: IDataObject = {}) {
	const result = await run(CALL, 'Client and Interest', {
		triggerItems: [{ Client: client, Interest: interest, formMode: 'production' }],
		pinData: { 'Number and Device': [choice], 'Tell the Person': [{}] },
	});
	expect(result.nodes).toHaveProperty('Tell the Person');
	expect(result.nodes).not.toHaveProperty('The Answer');
	return result;
}

const records = () => tables.rowsOf(CALLS) as IDataObject[];
const made = () => bench().sandbox.store.autocalls.all();
const flat = { client: 'C-1001', interest: 'flat' };

function rents(...numbers: string[]): void {
	for (const number of numbers) bench().sandbox.seedRentedCallerId({ number });
}

it('calls the client about the interest, and stores the parameters of the call', async () => {
	rents(OF_ALMATY, GENERAL);

	const answer = await asked({ ...flat, record: 'CRM-17' });

	const [autocall] = made();
	const [call] = bench().sandbox.store.calls.all();
	expect(records()).toEqual([
		{
			...{ record: 'CRM-17', client: 'C-1001', name: 'Айгерим', region: 'Almaty' },
			...{ interest: 'flat', topic: 'квартира на улице Абая' },
			...{ number: '+77010000001', device: 'IP phone', shownNumber: OF_ALMATY },
			...{ status: 'calling', note: '', autocall: autocall?.id, call: call?.id },
			startedAt: expect.stringMatching(/^\d{4}-.+\+05:00$/) as unknown,
			key: expect.stringMatching(KEY) as unknown,
		},
	]);
	expect(answer).toMatchObject({ record: 'CRM-17', status: 'calling', autocall: autocall?.id });
	// Whoever has it can listen to the recording.
	expect(answer).not.toHaveProperty('key');
	expect(autocall).toMatchObject({
		record: true,
		caller_id: OF_ALMATY,
		client_id: records()[0]?.key,
	});
	expect(call).toMatchObject({ number: '+77010000001', extra: 'C-1001' });
	expect(JSON.stringify(bench().sandbox.requests)).toContain('Здравствуйте, Айгерим!');
});

it('lets the employee choose among the numbers and the devices', async () => {
	rents(OF_ALMATY, '+77010000009');

	const result = await filledIn('C-1001', 'flat', {
		...{ Number: '+77010000002 (work)', Device: 'Mobile of Marat (+77010000009)' },
	});

	expect(made()).toMatchObject([{ caller_id: '+77010000009' }]);
	expect(outputOf(result, 'Complete the Record')).toMatchObject([
		{
			...{ number: '+77010000002', device: 'Mobile of Marat (+77010000009)', status: 'calling' },
			...{
				shownNumber: '+77010000009',
				record: expect.stringMatching(/^[\da-f]{8}-[\da-f]{4}$/) as unknown,
			},
		},
	]);
});

it.each<[string, string[], IDataObject, string, RegExp]>([
	['that of the region', [OF_ALMATY, GENERAL], flat, OF_ALMATY, /^$/],
	[
		'the general one, elsewhere',
		[OF_ALMATY, GENERAL],
		{ client: 'C-1002', interest: 'parking' },
		GENERAL,
		/no caller ID for the region "Astana".*general/,
	],
	['the general one, if that of the region is not rented', [GENERAL], flat, GENERAL, /general/],
	['one of AutoCall.kz, if there is no other', [], flat, '', /one of AutoCall\.kz/],
])('shows the client %s', async (_what, rented, body, shownNumber, note) => {
	rents(...rented);
	await asked(body);
	expect(records()).toMatchObject([
		{ shownNumber, status: 'calling', note: expect.stringMatching(note) as unknown },
	]);
	expect(made()).toMatchObject([{ caller_id: shownNumber || null }]);
});

it.each<[string, IDataObject, RegExp]>([
	['a client who is unknown', { client: 'C-9', interest: 'flat' }, /no client "C-9"/],
	['nobody', {}, /no client ""/],
	[
		'an interest that the client has not',
		{ ...flat, interest: 'car' },
		/no interest "car", only: flat/,
	],
	['a client without a number', { client: 'C-1003', interest: 'flat' }, /no number/],
	[
		"a number that is not the client's",
		{ ...flat, number: '+77010000003' },
		/No number of the client/,
	],
	['a device that is not there', { ...flat, device: 'fax' }, /no device "fax"/],
	[
		'a SIM whose number the account does not have',
		{ ...flat, device: '+77010000009' },
		/can not show \+77010000009/,
	],
])('does not call %s, and says so in a record', async (_what, body, note) => {
	const problem = { status: 'refused', note: expect.stringMatching(note) as unknown };
	expect(await asked(body)).toMatchObject(problem);
	expect(records()).toMatchObject([problem]);
	expect(made()).toEqual([]);
});

/** Changes a row of a sample table. */
const change = (table: string, index: number, values: IDataObject) =>
	Object.assign(tables.rowsOf(table)[index] ?? {}, values);

it('takes numbers in whatever form the tables and the other system have them', async () => {
	rents(OF_ALMATY, GENERAL, '+77010000009');
	change('Desk clients', 0, { number: '8 (701) 000-00-01', topic: null });
	change('Desk caller IDs', 0, { number: '8 708 646 96 20' });
	change('Desk caller IDs', 2, { number: 77010000009 });
	tables.rowsOf('Desk caller IDs').unshift({ kind: 'sim', name: 'New', number: '' } as never);

	await asked({ ...flat, number: '+7 701 000 00 01' });
	await asked({ client: 'C-1002', interest: 'parking', device: '+77010000009' });

	expect(made()).toMatchObject([{ caller_id: OF_ALMATY }, { caller_id: '+77010000009' }]);
	// A row without a topic: the interest is better than nothing.
	expect(JSON.stringify(bench().sandbox.requests)).toContain('Вы спрашивали про: flat.');
});

it('calls the number that was chosen, though its label names another', async () => {
	change('Desk clients', 1, { label: 'not +77010000001' });
	const choice = { Number: '+77010000002 (not +77010000001)', Device: 'IP phone' };
	await filledIn('C-1001', 'flat', choice);
	expect(bench().sandbox.store.calls.all()).toMatchObject([{ number: '+77010000002' }]);
});

it.each([
	['a record of another client', { ...flat, record: 'CRM-2' }, /belongs to another client/],
	['a number with a digit too many', { ...flat, number: '770100000012' }, /No number/],
	['a number in words', { ...flat, number: 'office' }, /No number/],
])('does not call for %s, and leaves that record alone', async (_what, body, note) => {
	const other = { record: 'CRM-2', client: 'C-1002', interest: 'parking', status: 'planned' };
	tables.rowsOf(CALLS).push({ ...other } as never);
	const refused = { status: 'refused', note: expect.stringMatching(note) as unknown };
	expect(await asked(body)).toMatchObject(refused);
	expect(records()).toMatchObject([other, refused]);
	expect(made()).toEqual([]);
});

it('tells the employee, too, that a client is unknown', async () => {
	const result = await filledIn('C-9', 'flat');
	expect(outputOf(result, 'Write the Record')).toMatchObject([{ status: 'refused' }]);
	expect(result.nodes).not.toHaveProperty('Number and Device');
});

it('stores the reason of a call that AutoCall.kz refuses, and the record can be used again', async () => {
	const { sandbox } = bench();
	sandbox.store.balance = 0;
	const refused = { status: 'refused', note: expect.stringMatching(/balance|enough/i) as unknown };
	expect(await asked({ ...flat, record: 'CRM-17' })).toMatchObject(refused);
	expect(records()).toMatchObject([refused]);

	sandbox.store.balance = 10_000;
	expect(await asked({ ...flat, record: 'CRM-17' })).toMatchObject({ status: 'calling' });
	expect(records()).toHaveLength(1);
	expect(made()).toHaveLength(1);
});

it('calls nobody twice, also when somebody else was faster with the second page', async () => {
	await asked(flat);
	const choice = { Number: '+77010000002 (work)', Device: 'IP phone' };
	const result = await filledIn('C-1001', 'flat', choice);
	expect(outputOf(result, 'Write the Record')).toMatchObject([
		{ status: 'refused', note: expect.stringMatching(/under way/) as unknown },
	]);
	expect(made()).toHaveLength(1);
});

it('calls nobody twice: not while a call is under way, nor for a record that has its call', async () => {
	await asked({ ...flat, record: 'CRM-17' });

	expect(await asked({ ...flat, record: 'CRM-17' })).toMatchObject({
		note: expect.stringMatching(/already/) as unknown,
	});
	expect(await asked(flat)).toMatchObject({ note: expect.stringMatching(/under way/) as unknown });
	expect(made()).toHaveLength(1);
	expect(records()).toMatchObject([
		{ record: 'CRM-17' },
		{ status: 'refused' },
		{ status: 'refused' },
	]);
	expect(records()[0]).toMatchObject({ status: 'calling' });
});

describe('later', () => {
	const look = async () => await run(RESULTS, 'Every Two Minutes', { mode: 'trigger' });

	/** A call to a client that comes to an end. */
	async function over(result: FinalCallStatus): Promise<void> {
		const { sandbox } = bench();
		sandbox.store.callOutcomes.set('+77010000001', result);
		while (made().some(({ status }) => status !== 'completed')) sandbox.advance();
	}

	it.each<[FinalCallStatus, boolean]>([
		['success', true],
		['no_answer', false],
		['busy', false],
		['error', false],
	])(
		'adds the result %s to the record, with a link to the recording: %s',
		async (result, isTaken) => {
			await asked(flat);
			const [{ key } = {}] = records();
			await look();
			expect(records()).toMatchObject([{ status: 'calling' }]);

			await over(result);
			await look();
			const [call] = bench().sandbox.store.calls.all();
			expect(records()).toMatchObject([
				{
					...{ status: 'ended', result, seconds: call?.duration, tries: call?.tries },
					endedAt: expect.stringMatching(/^2026-03-16T.+\+05:00$/) as unknown,
					recording: isTaken
						? expect.stringMatching(`/webhook/desk-recording\\?key=${String(key)}$`)
						: '',
				},
			]);
			if (isTaken) expect(call?.duration).toBeGreaterThan(0);

			const requests = bench().sandbox.requests.length;
			await look();
			expect(bench().sandbox.requests).toHaveLength(requests);
		},
	);

	it('says that a moderator denied the call', async () => {
		await asked(flat);
		for (const autocall of made()) autocall.status = 'denied';
		await look();
		expect(records()).toMatchObject([{ status: 'ended', result: 'denied', recording: '' }]);
	});

	it('adds the other results when AutoCall.kz fails for one, and that one the next time', async () => {
		await asked(flat);
		await asked({ client: 'C-1002', interest: 'parking' });
		await over('success');
		bench().sandbox.faults.add({ kind: 'status', status: 403, method: 'GET', path: '/autocalls' });

		await look();
		expect(records().map(({ status }) => status)).toEqual(['calling', 'ended']);
		await look();
		expect(records().map(({ status }) => status)).toEqual(['ended', 'ended']);
	});

	it.each([null, ''])(
		'gives a record with the key %j, which has no call of its own, no result of another',
		async (key) => {
			await asked(flat);
			await over('success');
			const other = { record: 'CRM-2', status: 'calling', key, startedAt: null };
			tables.rowsOf(CALLS).unshift({ ...other } as never);
			await look();
			expect(records()).toEqual([other, expect.objectContaining({ status: 'ended' })]);
		},
	);

	it('goes on with the others when a record is gone before its result is written', async () => {
		await asked(flat);
		await asked({ client: 'C-1002', interest: 'parking' });
		await over('success');
		const happens = () => change(CALLS, 0, { status: 'ended' });
		bench().sandbox.faults.add({ kind: 'meanwhile', happens, method: 'GET', path: '/autocalls' });
		await look();
		expect(records()).toMatchObject([{ status: 'ended' }, { status: 'ended', result: 'success' }]);
	});

	it('finds a call that AutoCall.kz made after n8n had given up', async () => {
		let goOn: () => void = () => undefined;
		const until = new Promise<void>((resolve) => (goOn = resolve));
		bench().sandbox.faults.add({ kind: 'late', until, method: 'POST', path: /autocalls$/ });
		const mayBeMade = {
			status: 'calling',
			note: expect.stringMatching(/may have been carried out/) as unknown,
		};

		expect(await asked(flat)).toMatchObject(mayBeMade);
		await look();
		expect(records()).toMatchObject([mayBeMade]);

		goOn();
		while (made().length === 0) await new Promise((resolve) => setImmediate(resolve));
		await over('success');
		await look();
		expect(records()).toMatchObject([{ status: 'ended', result: 'success' }]);
	});

	it('says after a quarter of an hour that a call was never made', async () => {
		await asked(flat);
		const { store } = bench().sandbox;
		for (const { id } of made()) store.autocalls.delete(id);
		await look();
		expect(records()).toMatchObject([{ status: 'calling' }]);

		const [record] = tables.rowsOf(CALLS);
		Object.assign(record ?? {}, { startedAt: '2026-03-16T11:00:00.000+05:00' });
		await look();
		expect(records()).toMatchObject([
			{ status: 'refused', note: expect.stringMatching(/does not know/) as unknown },
		]);
	});
});

it('sets up its tables once, whoever clicks again', async () => {
	const before = tables.rowsOf('Desk clients').length;
	await run(CALL, 'Set Up');
	expect([before, tables.rowsOf('Desk clients').length]).toEqual([4, 4]);
	expect(tables.rowsOf('Desk caller IDs')).toHaveLength(3);
});

it('has a column for everything that it writes', () => {
	const { columns } = nodeOf(withSettings(CALL), 'Calls Table').parameters as {
		columns: { column: IDataObject[] };
	};
	const names = columns.column.map(({ name }) => name);
	const written = [
		...['Call Record', 'Call Made', 'Call Refused'].map((name) => nodeOf(read(CALL), name)),
		...['Result', 'Not Made'].map((name) => nodeOf(read(RESULTS), name)),
	].flatMap(({ parameters }) =>
		(parameters.assignments as { assignments: IDataObject[] }).assignments.map(({ name }) => name),
	);
	expect(written.filter((name) => !names.includes(name))).toEqual([]);
});
