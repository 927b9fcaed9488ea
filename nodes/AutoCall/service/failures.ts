import type { IDataObject } from 'n8n-workflow';

import { amountOf } from '../../shared/declaration/amount';
import { andAgain, nothingDone, quoted, sentences } from '../../shared/execution/failurePhrases';
import type { FailureDetails } from '../../shared/transport/apiFailure';
import type { Service } from '../../shared/transport/service';
import { shortTime, toldTime } from './dates';
import { inTenge } from './tenge';

type Explain = NonNullable<Service['explain']>;
type FindCause = NonNullable<Service['findCause']>;
type Ask = Parameters<FindCause>[2];

/** AutoCall.kz's own words for a failure: when the account can't pay. */
export const explain: Explain = (failure, context) => {
	if (!isAboutBalance(failure)) return undefined;
	const { serviceMessage, fieldMessages } = failure;
	const { cause } = context;
	return {
		message: `The balance of the AutoCall.kz account is too low for this${cause === undefined ? '' : `: ${cause}`}`,
		description: sentences(
			quoted(
				{ name: 'AutoCall.kz' },
				{ serviceMessage: fieldMessages?.balance?.join(' ') ?? serviceMessage },
			),
			`Top up the account (Payment → Create Top-Up creates a payment link)${andAgain(context)}.`,
			nothingDone(failure, context),
		),
	};
};

/** Fetches the balance when the account can't pay, and its hours when a time was refused. */
export const findCause: FindCause = async (failure, request, ask) => {
	if (isAboutBalance(failure)) {
		return shortageOf(failure.neededAmount, amountOf((await ask(['balance']))?.balance));
	}
	return isAboutHours(failure) ? await allowedHours(request().body, ask) : undefined;
};

/** Whether it failed because the account can't pay: a 402, or a 422 on the balance and nothing else. */
export function isAboutBalance({ status, fieldMessages = {} }: FailureDetails): boolean {
	const fields = Object.keys(fieldMessages);
	const areOfBalance = fields.length > 0 && fields.every((field) => field === 'balance');
	return status === 402 || (status === 422 && areOfBalance);
}

/**
 * Words the cost and the balance, in tenge, as far as they are known: `it could cost 84 tenge, but the
 * balance is 50 tenge`.
 */
export function shortageOf(needed?: number, balance?: number): string | undefined {
	if (needed === undefined) return balance === undefined ? undefined : `it is ${inTenge(balance)}`;
	const cost = `it could cost ${inTenge(needed)}`;
	if (balance === undefined) return cost;
	return balance < needed
		? `${cost}, but the balance is ${inTenge(balance)}`
		: `${cost}, and part of the ${inTenge(balance)} is reserved for other campaigns`;
}

function isAboutHours({ status, fieldMessages = {} }: FailureDetails): boolean {
	return (
		status === 422 && Object.keys(fieldMessages).some((field) => /^time_(from|to)$/.test(field))
	);
}

/** The hours that the account has (GET /settings), where a time that was sent lies outside of them. */
async function allowedHours(sent: IDataObject = {}, ask: Ask): Promise<string | undefined> {
	const settings = await ask(['settings']);
	const from = toldTime(settings?.time_from);
	const to = toldTime(settings?.time_to);
	if (from === undefined || to === undefined) return undefined;
	const isOutside = (time: unknown) =>
		from <= to
			? String(time) < from || String(time) > to
			: String(time) < from && String(time) > to;
	const isCause = [sent.time_from, sent.time_to].some(
		(time) => time !== undefined && isOutside(time),
	);
	if (!isCause) return undefined;
	return `Your account may call and text from ${shortTime(from)} to ${shortTime(to)} (Almaty time). Choose a time within these hours, or ask AutoCall.kz support for other hours.`;
}
