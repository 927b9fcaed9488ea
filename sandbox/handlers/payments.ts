import { currency, reservedAmount, startPayment } from '../billing';
import { roundMoney } from '../prices';
import type { Transaction } from '../store/entities';
import { newestFirst } from './filters';
import { created, ok, pageOf, withBody, type Handlers } from './handler';

function presentTransaction(transaction: Transaction) {
	const { id, type, confirmed, description, created_at, updated_at, total } = transaction;
	return { id, type, confirmed, meta: { description }, created_at, updated_at, total };
}

export const paymentHandlers: Handlers = {
	'get-balance': ({ context }) => ok({ balance: context.store.balance, currency }),

	'get-payments': (call) => {
		const { store } = call.context;
		const confirmed = store.transactions.filter((transaction) => transaction.confirmed);
		const turnover = (type: Transaction['type']) =>
			roundMoney(
				confirmed
					.filter((transaction) => transaction.type === type)
					.reduce((sum, { total }) => sum + Math.abs(total), 0),
			);
		return ok({
			balance: store.balance,
			currency,
			reserved: reservedAmount(store),
			incoming: turnover('deposit'),
			outgoing: turnover('withdraw'),
			paid: turnover('deposit'),
			used: turnover('withdraw'),
			transactions: pageOf(call, newestFirst(store.transactions.all()), presentTransaction),
		});
	},

	'post-payments': withBody<{ amount: number }>(({ context, body }) => {
		const { paymentToken } = startPayment(context, body.amount);
		return created({ payment_url: `${context.origin}/payment/${paymentToken}` });
	}),
};
