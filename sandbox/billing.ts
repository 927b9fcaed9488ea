import { randomUUID } from 'node:crypto';

import type { SandboxContext } from './context';
import { paymentRequired } from './errors';
import { notify } from './notify';
import { roundMoney } from './prices';
import type { Autocall, Bulk, Transaction } from './store/entities';
import type { Store } from './store/store';

/** The currency sign of the API. */
export const currency = '₸';

const unfinished = new Set(['moderation', 'awaiting', 'running']);

/** Whether a campaign still has something ahead of it. */
export function isUnfinished({ status }: { status: string }): boolean {
	return unfinished.has(status);
}

/** Tenge frozen for campaigns that have not finished. */
export function reservedAmount(store: Store): number {
	const campaigns = [
		...store.autocalls.filter(isUnfinished),
		...store.bulks.filter(isUnfinished),
		...store.unbilled.map(({ campaign }) => campaign),
		...store.queuedAutocalls.map(({ autocall }) => autocall),
	];
	return roundMoney(campaigns.reduce((sum, { max_cost }) => sum + max_cost, 0));
}

/**
 * Bills a campaign that is over: at once, or some steps later, with its highest cost frozen until then. Meanwhile
 * the final cost of an autocall is 0, and that of an SMS bulk null.
 */
export function billCampaign(
	context: SandboxContext,
	campaign: Autocall | Bulk,
	cost: number,
	description: string,
): void {
	const { billingSteps: steps, store } = context;
	if (steps === 0) {
		campaign.final_cost = cost;
		withdraw(context, cost, description);
		return;
	}
	campaign.final_cost = 'segments' in campaign ? null : 0;
	store.unbilled.push({ campaign, cost, description, steps });
}

/** Bills what is due in this step. @returns whether anything waited for it */
export function billLate(context: SandboxContext): boolean {
	const { store } = context;
	const waiting = store.unbilled.map((one) => ({ ...one, steps: one.steps - 1 }));
	store.unbilled = waiting.filter(({ steps }) => steps > 0);
	for (const { campaign, cost, description, steps } of waiting) {
		if (steps > 0) continue;
		campaign.final_cost = cost;
		withdraw(context, cost, description);
	}
	return waiting.length > 0;
}

/** Tenge that can be spent: the balance without what is frozen. */
export function availableAmount(store: Store): number {
	return roundMoney(store.balance - reservedAmount(store));
}

/**
 * Charges for something that happens at once.
 * @throws HttpError 402 when the money is not there
 */
export function charge(context: SandboxContext, amount: number, description: string): void {
	if (availableAmount(context.store) < amount) throw paymentRequired();
	withdraw(context, amount, description);
}

/** Takes the amount off the balance and notifies the account; does nothing for an amount of 0. */
export function withdraw(context: SandboxContext, amount: number, description: string): void {
	const { store } = context;
	const total = roundMoney(amount);
	if (total === 0) return;
	const before = store.balance;
	store.balance = roundMoney(before - total);
	addTransaction(context, { type: 'withdraw', total: -total, description });
	notify(context, 'RefreshBalance', { action: 'withdraw', amount: total.toFixed(2) });
	if (before >= store.lowBalanceThreshold && store.balance < store.lowBalanceThreshold) {
		notify(context, 'LowBalance', {
			balance: store.balance,
			threshold: store.lowBalanceThreshold,
		});
	}
}

/** Opens a payment; its money arrives when the payment page is opened. */
export function startPayment(context: SandboxContext, amount: number): Transaction {
	return addTransaction(context, {
		type: 'deposit',
		total: amount,
		description: 'Пополнение баланса',
		paymentToken: randomUUID(),
	});
}

/** Completes an open payment; false when there is none with this token. */
export function completePayment(context: SandboxContext, token: string): boolean {
	const { store, clock } = context;
	const transaction = store.transactions.find(({ paymentToken }) => paymentToken === token);
	if (!transaction) return false;
	transaction.confirmed = true;
	transaction.paymentToken = null;
	transaction.updated_at = clock.timestamp();
	store.balance = roundMoney(store.balance + transaction.total);
	notify(context, 'RefreshBalance', { action: 'deposit', amount: transaction.total.toFixed(2) });
	return true;
}

function addTransaction(
	{ store, clock }: SandboxContext,
	transaction: Pick<Transaction, 'type' | 'total' | 'description'> & { paymentToken?: string },
): Transaction {
	const createdAt = clock.timestamp();
	return store.transactions.add({
		...transaction,
		confirmed: transaction.paymentToken === undefined,
		paymentToken: transaction.paymentToken ?? null,
		created_at: createdAt,
		updated_at: createdAt,
	});
}
