import type { MissingPhone } from './store/store';

/** The place of a refusal's text: three shapes with status 200, or HTTP 400 and more. */
export type RefusalShape = 'http' | 'dataList' | 'data' | 'message';

/**
 * Behaviour of the service that differs between accounts or isn't known. All of it may be changed while the
 * sandbox runs.
 */
export interface Surprises {
	/**
	 * `inUse` (unless told otherwise): `{status, data}`, and `data` of a create is a list even for one phone.
	 * `asDocumented`: the bare objects that the vendor's instruction shows; of several a bare list.
	 */
	answers: 'inUse' | 'asDocumented';
	/** The order of a create's items: that of the request, or the other way round. `asSent`. */
	order: 'asSent' | 'reversed';
	/** `http` by default. */
	refusals: RefusalShape | 'bySeed';
	/** Whether the balance is returned as text, the default, or as a number. */
	balance: 'text' | 'number';
	/** The value for a time at which nothing happened. `bySeed`. */
	unsetTimes: 'null' | 'zero' | 'bySeed';
	/** The share of all phones that is refused, 0 to 1, by the seed and the number. 0. */
	refusedShare: number;
	/** The share of all phones that is missing in a create's response, 0 to 1, by the seed and the number. 0. */
	missingShare: number;
	/** The fate of those that `missingShare` picks. `notCalled`. */
	missingPhones: MissingPhone;
	/** The fate of a call with unmoderated audio or template: accepted and never begun, or refused. */
	unmoderated: 'notCalled' | 'refused';
	/** Whether a create without outgoingPhone and dutyPhone is refused, as the instruction has it. False. */
	callerIdRequired: boolean;
	/** The shape of the webhooks about a call's status. `wrapped`. */
	statusWebhooks: 'wrapped' | 'flat' | 'call';
	/** How many calls of one address a wrapped webhook can hold. 1. */
	callsInWebhook: number;
	/** Whether a webhook sends a pressed digit as a number, the default, or as text. */
	digits: 'number' | 'text';
	/** How often a webhook comes again although its response was 200. 0. */
	webhookRepeats: number;
}

/** The default behaviour of a sandbox. */
export const usual: Surprises = {
	answers: 'inUse',
	order: 'asSent',
	refusals: 'http',
	balance: 'text',
	unsetTimes: 'bySeed',
	refusedShare: 0,
	missingShare: 0,
	missingPhones: 'notCalled',
	unmoderated: 'notCalled',
	callerIdRequired: false,
	statusWebhooks: 'wrapped',
	callsInWebhook: 1,
	digits: 'number',
	webhookRepeats: 0,
};
