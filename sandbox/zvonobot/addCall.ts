import type { ZvonobotContext } from './context';
import type { ApiCall } from './store/entities';

/** A call before it is placed. */
export type CallDraft = Omit<
	ApiCall,
	'id' | 'phone' | 'createdAt' | 'calls' | 'webhookSent' | 'webhookTry'
>;

/** Adds a call that the simulation then carries out. */
export function addCall(
	{ store, clock }: ZvonobotContext,
	phone: string,
	draft: CallDraft,
): ApiCall {
	const table = draft.madeFrom === 'template' ? store.templateCalls : store.apiCalls;
	const call = table.add({
		...draft,
		phone,
		createdAt: clock.unixSeconds(),
		webhookSent: 0,
		webhookTry: 0,
		calls: [],
	});
	store.underWay.add(call);
	return call;
}
