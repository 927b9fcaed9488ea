/** Low balance alert with a payment link. */
import { useBench } from '../../support/autoCall';
import { activated, outputOf, read, withSettings } from './exampleFile';

const FILE = 'low-balance-alert.json';
const bench = useBench();

it('writes one message with the balance and a link at which it can be topped up', async () => {
	const { sandbox } = bench();
	const example = await activated(bench(), read(FILE));
	expect(await example.poll()).toBeUndefined();

	sandbox.store.balance = 4321.5;
	const result = await example.poll();

	expect(result?.status).toBe('success');
	const topUps = sandbox.requests.filter(({ method }) => method === 'POST');
	expect(topUps.map(({ route, body }) => ({ route, body }))).toEqual([
		{ route: '/payments', body: { amount: 10_000 } },
	]);
	const [payment] = sandbox.store.transactions.filter(({ confirmed }) => !confirmed);
	const link = `${new URL(sandbox.url).origin}/payment/${payment?.paymentToken}`;
	expect(outputOf(result, 'Message')).toEqual([
		{
			text: `AutoCall.kz: 4321.5 ₸ are left, less than 5000 ₸. Top up 10000 ₸ here: ${link}`,
		},
	]);
	expect(await example.poll()).toBeUndefined();
});

it('the link leads to a page that tops the account up, after which the alert is ready again', async () => {
	const { sandbox } = bench();
	const example = await activated(bench(), read(FILE));
	sandbox.store.balance = 100;
	const [message] = outputOf(await example.poll(), 'Message') ?? [];
	const link = String(message?.text).split(' ').at(-1) ?? '';

	expect((await fetch(link)).ok).toBe(true);
	expect(sandbox.store.balance).toBe(10_100);
	expect(await example.poll()).toBeUndefined();
	sandbox.store.balance = 50;

	expect(outputOf(await example.poll(), 'Message')).toHaveLength(1);
});

it('says that it is an example when it is tried with an invented event', async () => {
	const { engine, credential } = bench();
	const { items } = await engine.poll({
		...{ credential, mode: 'manual' },
		parameters: { events: ['balanceBelow'], balanceThreshold: 5000 },
	});

	const result = await engine.runWorkflow(read(FILE), {
		startNode: 'Balance Too Low',
		triggerItems: items ?? [],
		credentials: { autoCallApi: credential },
	});

	expect(outputOf(result, 'Message')).toEqual([
		{
			text: expect.stringMatching(
				/^Example\. AutoCall\.kz: 4500 ₸ are left, less than 5000 ₸\./,
			) as unknown,
		},
	]);
});

it('says the same for the event of AutoCall.kz’s own threshold', async () => {
	const example = await activated(
		bench(),
		withSettings(FILE, { 'Balance Too Low': { events: ['LowBalance'] } }),
	);
	bench().sandbox.notify('LowBalance', { balance: 45.2, threshold: 100 });

	expect(outputOf(await example.poll(), 'Message')).toEqual([
		{
			text: expect.stringMatching(
				/^AutoCall\.kz: 45\.2 ₸ are left, less than 100 ₸\. Top up 10000 ₸ here: http/,
			) as unknown,
		},
	]);
});
