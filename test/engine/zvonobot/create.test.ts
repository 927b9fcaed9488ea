/** Call → Create: who is called, and what comes out for each of them. */
import {
	bodiesOf,
	byId,
	define,
	phoneAt,
	rows,
	sent,
	SPOKEN,
	useZvonobot,
} from '../../support/zvonobot';

const bench = useZvonobot();

it('calls all input items with one request, and gives each row its call', async () => {
	const { run, sandbox } = bench();
	const { items, error } = await run('call', 'create', SPOKEN, { items: rows(3) });
	expect(error).toBeUndefined();
	expect(sent(bench())).toEqual(['POST /apiCalls/create']);
	const calls = sandbox.store.apiCalls.all();
	expect(items.map(({ json }) => json)).toMatchObject(
		calls.map(({ id, phone }) => ({ id, phone, status: 'created' })),
	);
	expect(items.map(({ pairedItem }) => pairedItem)).toEqual([
		{ item: 0 },
		{ item: 1 },
		{ item: 2 },
	]);
	expect(bodiesOf(bench(), 'create')).toEqual([
		{
			apiKey: sandbox.apiKey,
			phones: [0, 1, 2].map(phoneAt),
			dutyPhone: 1,
			record: { text: 'Your order is ready.', gender: 0 },
		},
	]);
});

it('calls from an own number with audio of the account', async () => {
	const { run, sandbox } = bench();
	const { id } = sandbox.seedRecord();
	const { error } = await run('call', 'create', {
		...define('8 701 000-00-01'),
		callerId: byId('77270000001'),
		audioId: byId(id),
	});
	expect(error).toBeUndefined();
	expect(bodiesOf(bench(), 'create')).toMatchObject([
		{ phones: ['77010000001'], outgoingPhone: '77270000001', record: { id } },
	]);
});
