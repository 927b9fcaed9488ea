import { NodeApiError } from 'n8n-workflow';
import type { INode, JsonObject } from 'n8n-workflow';

import type { FailureDetails } from '../transport/apiFailure';
import { isInDoubt } from '../duplicates/doubt';
import type { FailureWords } from '../transport/failureWords';
import { cutTo } from '../transport/foreignText';

/** What an operation had done before its failure, and what is left to do. */
export interface AlreadyDone {
	/** `the contact list 301 holds the first 10000 of 25000 contacts` */
	what: string;
	/** How to go on from there; sentences. */
	advice: string;
}

/** What the caller knows about a request, to name things as the person sees them in the node. */
export interface FailureContext {
	/** Gives the node's label of an API field: `list_id.3.number` → `Contacts, entry 4 (number)`. */
	labelOf?: (apiField: string) => string;
	/** The thing that the request was about, for a 404: `{ label: 'Contact List', value: 73 }`. */
	subject?: { label: string; value: string | number };
	/** Said where the account can't pay: what it needs and what it has. */
	shortage?: string;
	/** Said with a 422 on a time: the account's own window, e.g. `11:00 to 20:30`. */
	allowedHours?: string;
	/** What the operation had done by then, so that it isn't done again. */
	alreadyDone?: AlreadyDone;
	/** What to do when it may have been carried out: sentences. */
	doubtAdvice?: string;
}

/** Most characters that the service's words about all fields take. */
const MOST_CHARACTERS = 2_000;

const NOTHING_SENT = ' Nothing was sent.';
const NOTHING_CHANGED = ' Nothing was changed.';

const API_KEY_ADVICE =
	'Open the AutoCall credential and paste the API key again. You find it in your account at autocall.kz under Settings → API.';

/** Says in words what happened and how to go on. */
export function describeFailure(
	failure: FailureDetails,
	context: FailureContext = {},
): FailureWords {
	const { message, description } = wordsFor(failure, context);
	const { alreadyDone } = context;
	const isDoubtful = isInDoubt(failure);
	// Said in the message too: it is all that an item shows of its error when the node goes on.
	const doubt = isDoubtful ? '; it may have been carried out all the same' : '';
	return {
		message: `${message}${doubt}${alreadyDone ? `. Already done: ${alreadyDone.what}` : ''}`,
		description: sentences(description, !isDoubtful && alreadyDone?.advice),
	};
}

function wordsFor(failure: FailureDetails, context: FailureContext): FailureWords {
	const { status } = failure;
	if (status === undefined) {
		return unreachable(failure, context);
	}
	const isOwnAnswer = !failure.unreadableBody && !isInDoubt(failure);
	const own = isOwnAnswer ? failure.words?.failures?.[status] : undefined;
	if (own) {
		return {
			...own,
			description: sentences(quoted(failure, context), about(failure, context), own.description),
		};
	}
	if (status >= 500) {
		return faulty(failure, context);
	}
	if (status >= 300 && status < 400) {
		return redirected(failure, context);
	}
	if ((failure.unreadableBody && status < 300) || isInDoubt(failure)) {
		return unreadable(failure, context);
	}
	if (isAboutBalance(failure)) {
		return balanceTooLow(failure, context);
	}
	switch (status) {
		case 401:
			return { message: 'AutoCall.kz did not accept the API key', description: API_KEY_ADVICE };
		case 404:
			return notFound(failure, context);
		case 422:
			return invalid(failure, context);
		case 429:
			return refused(failure, context);
		default:
			return {
				message: `AutoCall.kz refused the request (status ${status})`,
				description: sentences(
					quoted(failure, context),
					'If the reason is not clear, ask AutoCall.kz support at info@autocall.kz.',
				),
			};
	}
}

/**
 * Makes the error that n8n shows and stores. It holds the status, the words and the service's own
 * messages, and nothing of the request.
 */
export function failureError(
	node: INode,
	failure: FailureDetails,
	words: FailureWords,
	itemIndex?: number,
): NodeApiError {
	const answer: JsonObject = {};
	if (failure.serviceMessage !== undefined) answer.serviceMessage = failure.serviceMessage;
	if (failure.fieldMessages !== undefined) answer.fieldMessages = failure.fieldMessages;
	return new NodeApiError(node, answer, {
		message: itemIndex === undefined ? words.message : `${words.message} [item ${itemIndex}]`,
		description: words.description,
		httpCode: failure.status === undefined ? undefined : String(failure.status),
		itemIndex,
	});
}

/** Whether it failed because the account can't pay: a 402, or a 422 on the balance and nothing else. */
export function isAboutBalance({ status, fieldMessages = {} }: FailureDetails): boolean {
	const fields = Object.keys(fieldMessages);
	return status === 402 || (status === 422 && fields.length > 0 && fields.every(isBalance));
}

function isBalance(field: string): boolean {
	return field === 'balance';
}

function balanceTooLow(failure: FailureDetails, context: FailureContext): FailureWords {
	const { shortage } = context;
	const { serviceMessage, fieldMessages } = failure;
	return {
		message: `The balance of the AutoCall.kz account is too low for this${shortage === undefined ? '' : `: ${shortage}`}`,
		description: sentences(
			quoted({ serviceMessage: fieldMessages?.balance?.join(' ') ?? serviceMessage }),
			`Top up the account (Payment → Create Top-Up gives a payment link)${andAgain(context)}.${nothingDone(failure, context)}`,
		),
	};
}

function notFound(failure: FailureDetails, { subject }: FailureContext): FailureWords {
	if (!subject || failure.unreadableBody) {
		return {
			message: 'AutoCall.kz found nothing at this address',
			description: sentences(quoted(failure), 'Check the Base URL of the AutoCall credential.'),
		};
	}
	return {
		message: `The ${thingOf(subject.label)} "${subject.value}" was not found`,
		description: `Nothing with this ID is in your AutoCall.kz account: it may have been deleted, or belong to another account. Check "${subject.label}".`,
	};
}

/** A thing by its parameter's label, within a sentence: `Call ID` → `call`, `SMS Bulk` → `SMS bulk`. */
function thingOf(label: string): string {
	return label
		.replace(/(?<!Caller) (ID|Name)$/, '')
		.replace(/\b[A-Z][a-z]+/g, (word) => word.toLowerCase());
}

function invalid(failure: FailureDetails, context: FailureContext): FailureWords {
	const said = fieldWords(failure, context);
	return {
		message:
			said === '' ? 'AutoCall.kz did not accept the values' : `AutoCall.kz did not accept: ${said}`,
		description: sentences(
			said === '' ? quoted(failure) : undefined,
			context.allowedHours &&
				`Your account may call and text from ${context.allowedHours} (time of Almaty). Choose a time within these hours, or ask AutoCall.kz support for other ones.`,
			`Correct the values named here${andAgain(context)}.${nothingDone(failure, context)}`,
		),
	};
}

function refused(failure: FailureDetails, context: FailureContext): FailureWords {
	const { tries = 1, waitedMs = 0, retryAfterSeconds } = failure;
	if (tries === 0) {
		return {
			message: `The requests that AutoCall.kz allows are used up for another ${retryAfterSeconds} s`,
			description: `That is longer than Options → Longest Wait lets a request wait. Raise it${context.alreadyDone ? '.' : `, or run this again later.${NOTHING_SENT}`}`,
		};
	}
	return {
		message:
			waitedMs > 0
				? `AutoCall.kz still refused the request after ${tries} tries and ${inSeconds(waitedMs)} of waiting: too many requests`
				: 'AutoCall.kz refused the request: too many requests',
		description: sentences(
			quoted(failure),
			retryAfterSeconds !== undefined && `It can be tried again in ${retryAfterSeconds} s.`,
			`An account may send 300 requests a minute unless AutoCall.kz support has raised the limit.${nothingDone(failure, context)}`,
		),
	};
}

function faulty(failure: FailureDetails, context: FailureContext): FailureWords {
	return {
		message: `AutoCall.kz has a fault at the moment (status ${failure.status})${afterTries(failure)}`,
		description: sentences(quoted(failure), effectAdvice(failure, context)),
	};
}

function unreadable(failure: FailureDetails, context: FailureContext): FailureWords {
	return {
		message: failure.flaw
			? `AutoCall.kz ${failure.flaw}`
			: `The answer of AutoCall.kz could not be read${ofStatus(failure)}${afterTries(failure)}`,
		description: sentences(
			quoted(failure),
			'It was not what the API promises; a proxy or a fault of the service may be the cause.',
			effectAdvice(failure, context),
		),
	};
}

function unreachable(failure: FailureDetails, context: FailureContext): FailureWords {
	return {
		message: `AutoCall.kz could not be reached${afterTries(failure)}`,
		description: sentences(
			`The connection reported: ${failure.serviceMessage ?? 'no reason'}${failure.networkCode ? ` (${failure.networkCode})` : ''}.`,
			'Check the network of your n8n and the Base URL of the AutoCall credential.',
			effectAdvice(failure, context),
		),
	};
}

function redirected(failure: FailureDetails, context: FailureContext): FailureWords {
	return {
		message: `AutoCall.kz answered with a redirect (status ${failure.status})`,
		description: sentences(
			failure.location && `It points to ${failure.location}.`,
			'Redirects are not followed, so that the API key stays with the host you chose. Check the Base URL of the AutoCall credential.',
			isInDoubt(failure) && effectAdvice(failure, context),
		),
	};
}

/** Closes an error of a request that was refused, unless something stays. */
function nothingDone({ method }: FailureDetails, { alreadyDone }: FailureContext): string {
	if (alreadyDone) return '';
	return method === 'PUT' || method === 'DELETE' ? NOTHING_CHANGED : NOTHING_SENT;
}

function effectAdvice(failure: FailureDetails, context: FailureContext): string | undefined {
	if (!isInDoubt(failure)) return context.alreadyDone ? undefined : 'Run this again later.';
	return context.doubtAdvice ?? 'Look in your AutoCall.kz account before you run this again.';
}

/** Left out where something stays that would be made anew: how to go on is said with it. */
function andAgain({ alreadyDone }: FailureContext): string {
	return alreadyDone ? '' : ' and run this again';
}

/** The status of an answer that isn't a success and can't be read either. */
function ofStatus({ status = 0 }: FailureDetails): string {
	return status >= 400 ? ` (status ${status})` : '';
}

function afterTries({ tries = 1 }: FailureDetails): string {
	return tries > 1 ? ` after ${tries} tries` : '';
}

function fieldWords(
	{ fieldMessages = {}, furtherFields = 0 }: FailureDetails,
	{ labelOf }: FailureContext,
): string {
	const lines = Object.entries(fieldMessages).map(
		([field, texts]) => `${labelOf?.(field) ?? field}: ${texts.join(' ').replace(/\.$/, '')}`,
	);
	if (furtherFields > 0) lines.push(`and ${furtherFields} more`);
	return cutTo(MOST_CHARACTERS, lines.join('; '));
}

function quoted(failure: FailureDetails, context: FailureContext = {}): string | undefined {
	const said = fieldWords(failure, context) || failure.serviceMessage?.replace(/\.$/, '');
	return said && `AutoCall.kz says: “${said}”.`;
}

/** For a 404 in the operation's own words: which one was asked for. */
function about({ status }: FailureDetails, { subject }: FailureContext): string | undefined {
	return status === 404 && subject ? `${subject.label}: ${subject.value}.` : undefined;
}

function inSeconds(ms: number): string {
	return `${Math.round(ms / 1000)} s`;
}

function sentences(...parts: Array<string | false | undefined>): string {
	return parts.filter(Boolean).join(' ');
}
