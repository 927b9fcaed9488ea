/** Account → Get. */
import { sent, useZvonobot } from '../../support/zvonobot';

const bench = useZvonobot({ balance: 120.5 });

it.each(['text', 'number'] as const)(
	'tells the balance as a number, which comes as %s',
	async (form) => {
		const { run, sandbox } = bench();
		sandbox.surprises.balance = form;
		const { items } = await run('account', 'get');
		expect(items[0]?.json).toMatchObject({ id: expect.any(Number) as number, balance: 120.5 });
		expect(sent(bench())).toEqual(['POST /apiCalls/userInfo']);
	},
);

it('reads the bare account of the instruction as well', async () => {
	const { run, sandbox } = bench();
	sandbox.surprises.answers = 'asDocumented';
	expect((await run('account', 'get')).items[0]?.json).toMatchObject({ balance: 120.5 });
});
