import { paymentRequired } from '../errors';
import { roundMoney } from '../prices';
import type { ZvonobotContext } from './context';

/** Makes sure that the balance covers a price in roubles. @throws HttpError 402 */
export function requireBalance({ store }: ZvonobotContext, price: number): void {
	if (store.balance < price) throw paymentRequired();
}

/** Takes a price in roubles off the balance. @throws HttpError 402 */
export function pay(context: ZvonobotContext, price: number): void {
	requireBalance(context, price);
	charge(context, price);
}

/** Takes the cost of what has already happened off the balance, which may fall below zero. */
export function charge({ store }: ZvonobotContext, cost: number): void {
	store.balance = roundMoney(store.balance - cost);
}
