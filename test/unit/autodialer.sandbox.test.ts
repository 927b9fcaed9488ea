/** The sandbox of Autodialer does what the manual says, the unpleasant parts too. */
import { startAutodialerSandbox, type AutodialerSandbox } from '../../sandbox/autodialer';
import { autodialerContract } from '../../sandbox/autodialer/app';

let now = new Date('2027-03-16T03:00:00+05:00');
let sandbox: AutodialerSandbox;
beforeEach(async () => {
	now = new Date('2027-03-16T03:00:00+05:00');
	sandbox = await startAutodialerSandbox({ now: () => now });
});
afterEach(async () => {
	const { violations } = sandbox;
	await sandbox.close();
	expect(violations).toEqual([]);
});

async function post(endpoint: string, query: object, token = sandbox.accessToken) {
	const response = await fetch(`${sandbox.url}/${endpoint}`, {
		method: 'POST',
		headers: { 'Content-Type': 'application/json' },
		body: JSON.stringify({ query: { access_token: token, ...query } }),
	});
	return { status: response.status, json: (await response.json()) as Record<string, unknown> };
}

const HOURS = { statdialertime: '10:00:00', stopdialertime: '19:00:00', generationtype: '1' };

it('has the three requests of the manual', () => {
	expect(autodialerContract.operations.map(({ fullPath }) => fullPath).sort()).toEqual([
		'/apikey/cdr',
		'/apikey/make',
		'/apikey/newcall',
	]);
});

it('a row takes what it lacks from the row before; a blank text is a value', async () => {
	await post('make', {
		data: [
			{ ...HOURS, id: '1', phone: '87010000001', name: 'Aigul', var1: 'a', var2: 'b' },
			{ id: '2', phone: '87010000002', var1: '' },
		],
	});
	expect(sandbox.rows[1]).toMatchObject({
		...{ id: '2', name: 'Aigul', var1: '', var2: 'b', start: '10:00:00', stop: '19:00:00' },
	});
});

it("counts as in the manual's example: a number that comes twice is inserted once", async () => {
	const row = (id: string, phone: string) => ({ ...HOURS, id, phone });
	const data = [row('1', '89222220000'), row('2', '89222220000'), row('3', '89222220002')];
	expect((await post('make', { data })).json).toEqual({
		report: { lines: '3', ok: '3', inserted: '2', errorcode: '2', id: '40133707428585176' },
	});
});

it('calls at night where there are no hours, and otherwise within them', async () => {
	await post('make', { data: [{ id: '1', phone: '87010000001', generationtype: '1' }] });
	await post('make', { data: [{ ...HOURS, id: '1', phone: '87010000002' }] });
	sandbox.advance();
	expect(sandbox.history.map(({ DST, TIME }) => [DST, TIME])).toEqual([
		['87010000001', '2027-03-16 03:00:00 +0500'],
	]);
	now = new Date('2027-03-16T10:00:00+05:00');
	sandbox.advance();
	expect(sandbox.history.at(-1)?.DST).toBe('87010000002');
});

it('refuses 1,001 rows, values that are no texts, fields that nobody knows, and a wrong token', async () => {
	const row = { ...HOURS, id: '1', phone: '87010000001' };
	const data = [row];
	expect((await post('make', { data: Array.from({ length: 1_001 }, () => row) })).status).toBe(422);
	expect((await post('make', { data: [{ ...row, id: 1 }] })).status).toBe(422);
	expect((await post('make', { data: [{ ...row, vari: 'x' }] })).status).toBe(422);
	expect((await post('make', { data }, 'wrong')).status).toBe(401);
	expect(sandbox.rows).toEqual([]);
});

it('tells the history of days and a number', async () => {
	await post('make', { data: [{ id: '1', phone: '87010000001', generationtype: '1' }] });
	sandbox.advance();
	const days = (from: string, last = from) => ({ date_from: from, date_to: last });
	expect((await post('cdr', days('2027-03-16'))).json).toHaveLength(1);
	expect((await post('cdr', days('2027-03-17'))).json).toHaveLength(0);
	expect((await post('cdr', { ...days('2027-03-16'), to: '87010000002' })).json).toHaveLength(0);
});
