import type { Sandbox } from '../../../sandbox';
import { keyRevoked, PACE_REFUSED, refusedHere, TOO_MANY_ATTEMPTS } from './failures';
import { NOW, type ResourceCases } from './operationCase';
import { twoPages } from './requests';

const opening = {
	id: 7001,
	type: 'deposit',
	confirmed: true,
	meta: { description: 'Пополнение баланса' },
	created_at: NOW,
	updated_at: NOW,
	total: 10_000,
};

/** The account after its opening deposit of 10,000 tenge: one autocall paid, one still to run. */
function spendingAccount(sandbox: Sandbox): void {
	sandbox.seedTransaction({ type: 'withdraw', description: 'Обзвон', total: -120.4 });
	sandbox.seedAutocall({ status: 'awaiting', max_cost: 408.83 });
	sandbox.store.balance = 9879.6;
}

/** Payment → … */
export const paymentCases: ResourceCases = {
	createTopUp: {
		succeeds: [
			{
				title: 'gives the address at which to pay, and takes nothing yet',
				account: { balance: 0 },
				parameters: { amount: 2500 },
				sends: [{ request: 'POST /api/v1/payments', body: { amount: 2500 } }],
				gives: ({ url, store }) => [
					{
						payment_url: `${new URL(url).origin}/payment/${store.transactions.get(7001)?.paymentToken}`,
					},
				],
				leaves: ({ store }) => {
					expect(store.balance).toBe(0);
					expect(store.transactions.all()).toMatchObject([{ total: 2500, confirmed: false }]);
				},
			},
		],
		fails: [
			{
				title: 'the amount is below 200 tenge',
				parameters: { amount: 199 },
				sends: [],
				fails: refusedHere('Amount', 'must be at least 200, but is 199'),
			},
			{
				title: 'the amount has tiyn',
				parameters: { amount: '={{ 250.5 }}' },
				sends: [],
				fails: refusedHere('Amount', 'must be a whole number, but is 250.5'),
			},
		],
	},

	getAll: {
		succeeds: [
			{
				title: 'gives the transactions of all pages, the newest first',
				account: { pageSize: 1 },
				given: spendingAccount,
				parameters: { returnAll: true },
				sends: twoPages('GET /api/v1/payments'),
				gives: [
					{
						...opening,
						id: 7002,
						type: 'withdraw',
						meta: { description: 'Обзвон' },
						total: -120.4,
					},
					opening,
				],
			},
		],
		fails: [
			{
				title: 'the service wants a longer pause than a workflow can wait',
				given: (sandbox) => sandbox.faults.add(TOO_MANY_ATTEMPTS),
				sends: [{ request: 'GET /api/v1/payments', query: { page: '1' } }],
				fails: PACE_REFUSED,
			},
			{
				title: 'the limit is a fraction',
				parameters: { limit: 1.5 },
				sends: [],
				fails: refusedHere('Limit', 'must be a whole number, but is 1.5'),
			},
		],
	},

	getSummary: {
		succeeds: [
			{
				title: 'tells the balance, what is reserved, and the totals paid in and spent',
				given: spendingAccount,
				sends: [{ request: 'GET /api/v1/payments' }],
				gives: [
					{
						balance: 9879.6,
						currency: '₸',
						reserved: 408.83,
						incoming: 10_000,
						outgoing: 120.4,
						paid: 10_000,
						used: 120.4,
					},
				],
			},
		],
		fails: [keyRevoked({ request: 'GET /api/v1/payments' })],
	},
};
