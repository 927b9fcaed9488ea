import { NodeApiError } from 'n8n-workflow';
import type { INode, JsonObject } from 'n8n-workflow';

import { MAX_WAIT } from '../declaration/standardFields';
import { isInDoubt } from '../duplicates/doubt';
import type { FailureDetails } from '../transport/apiFailure';
import type { FailureContext, FailureWords } from '../transport/failureWords';
import { rateInWords } from '../transport/rateWindow';
import type { Service } from '../transport/service';
import {
	andAgain,
	fieldWords,
	mayBeCarriedOutBefore,
	mayHaveDone,
	nothingDone,
	quoted,
	sentences,
} from './failurePhrases';

/** Words a failure: the event and the advice. */
export function describeFailure(
	service: Service,
	failure: FailureDetails,
	context: FailureContext = {},
): FailureWords {
	const { message, description } = wordsFor({ service, failure, context });
	const { alreadyDone, earlierDoubt, notSent } = context;
	const isDoubtful = isInDoubt(failure);
	// In the message too: an item shows nothing else of its error when the node continues.
	const doubt = isDoubtful ? '; it may have been carried out anyway' : '';
	const done = alreadyDone ? `. Already done: ${alreadyDone.what}` : '';
	// About the whole item, it is this failure itself, told again.
	const earlier = isDoubtful && earlierDoubt?.about === undefined ? undefined : earlierDoubt;
	return {
		message: [
			`${message}${doubt}${done}`,
			earlier && mayBeCarriedOutBefore(earlier),
			notSent && `Not sent: ${notSent}`,
		]
			.filter(Boolean)
			.join('. '),
		description: sentences(
			description,
			!isDoubtful && alreadyDone?.advice,
			!isDoubtful && earlier && `About the earlier request: ${earlier.advice}`,
		),
	};
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
	const response: JsonObject = {};
	if (failure.serviceMessage !== undefined) response.serviceMessage = failure.serviceMessage;
	if (failure.fieldMessages !== undefined) response.fieldMessages = failure.fieldMessages;
	return new NodeApiError(node, response, {
		message: itemIndex === undefined ? words.message : `${words.message} [item ${itemIndex}]`,
		description: words.description,
		httpCode: failure.status === undefined ? undefined : String(failure.status),
		itemIndex,
	});
}

/** A failure of a service, with its context. */
interface Case {
	service: Service;
	failure: FailureDetails;
	context: FailureContext;
}

function wordsFor(one: Case): FailureWords {
	const { service, failure, context } = one;
	const { status } = failure;
	if (status === undefined) return unreachable(one);
	const isOwnResponse = !failure.unreadableBody && !isInDoubt(failure);
	const own = isOwnResponse ? failure.words?.failures?.[status] : undefined;
	if (own) {
		const said = sentences(quoted(service, failure, context), about(one), own.description);
		return { ...own, description: said };
	}
	if (status >= 500) return serverError(one);
	if (status >= 300 && status < 400) return redirected(one);
	if ((failure.unreadableBody && status < 300) || isInDoubt(failure)) return unreadable(one);
	return service.explain?.(failure, context) ?? refusal(one);
}

function refusal(one: Case): FailureWords {
	const { service, failure, context } = one;
	switch (failure.status) {
		case 401:
			return {
				message: `${service.name} did not accept the ${keyOf(service)}`,
				description: `Open the ${service.credential.name} and paste the ${keyOf(service)} again. ${service.credential.whereKeyIs}`,
			};
		case 404:
			return notFound(one);
		case 422:
			return invalid(one);
		case 429:
			return tooMany(one);
		default:
			return {
				message: `${service.name} refused the request${ofStatus(failure)}`,
				description: sentences(
					quoted(service, failure, context),
					`If the reason is not clear, ask ${service.support}.`,
				),
			};
	}
}

function notFound({ service, failure, context: { subject } }: Case): FailureWords {
	if (!subject || failure.unreadableBody) {
		return {
			message: `${service.name} found nothing at this address`,
			description: sentences(quoted(service, failure), `Check the ${addressOf(service)}.`),
		};
	}
	return {
		message: `The ${thingOf(subject.label)} "${subject.value}" was not found`,
		description: `Your ${service.name} account has nothing with this ID. It may have been deleted, or belong to another account. Check "${subject.label}".`,
	};
}

/** A thing by its parameter's label, within a sentence: `Call ID` → `call`, `SMS Bulk` → `SMS bulk`. */
function thingOf(label: string): string {
	return label
		.replace(/(?<!Caller) (ID|Name)$/, '')
		.replace(/\b[A-Z][a-z]+/g, (word) => word.toLowerCase());
}

function invalid({ service, failure, context }: Case): FailureWords {
	const said = fieldWords(failure, context);
	return {
		message:
			said === ''
				? `${service.name} did not accept the values`
				: `${service.name} did not accept: ${said}`,
		description: sentences(
			said === '' && quoted(service, failure),
			context.cause,
			`Correct the values named here${andAgain(context)}.`,
			nothingDone(failure, context),
		),
	};
}

function tooMany({ service, failure, context }: Case): FailureWords {
	const { name, limit } = service;
	const { tries = 1, waitedMs = 0, retryAfterSeconds } = failure;
	if (tries === 0) {
		return {
			message: `The rate limit of ${name} is used up for another ${retryAfterSeconds} s`,
			description: sentences(
				`That is longer than ${MAX_WAIT} allows.`,
				mayHaveDone(context) ? 'Raise it.' : 'Raise it, or run this again later. Nothing was sent.',
			),
		};
	}
	return {
		message:
			waitedMs > 0
				? `${name} still refused the request after ${tries} tries and ${inSeconds(waitedMs)} of waiting: too many requests`
				: `${name} refused the request: too many requests`,
		description: sentences(
			quoted(service, failure),
			retryAfterSeconds !== undefined && `It can be tried again in ${retryAfterSeconds} s.`,
			limit &&
				`An account may send ${rateInWords(limit)} unless ${name} support has raised the limit.`,
			nothingDone(failure, context),
		),
	};
}

function serverError(one: Case): FailureWords {
	const { service, failure } = one;
	return {
		message: `${service.name} returned a server error (status ${failure.status})${afterTries(failure)}`,
		description: sentences(quoted(service, failure), effectAdvice(one)),
	};
}

function unreadable(one: Case): FailureWords {
	const { service, failure } = one;
	const isError = (failure.status ?? 0) >= 400;
	return {
		message: failure.flaw
			? `${service.name} ${failure.flaw}`
			: `The response of ${service.name} could not be read${isError ? ofStatus(failure) : ''}${afterTries(failure)}`,
		description: sentences(
			quoted(service, failure),
			'It does not match the API. A proxy or a server error may be the cause.',
			effectAdvice(one),
		),
	};
}

function unreachable(one: Case): FailureWords {
	const { service, failure } = one;
	const { serviceMessage = 'no reason', networkCode } = failure;
	return {
		message: `${service.name} could not be reached${afterTries(failure)}`,
		description: sentences(
			`The connection reported: ${serviceMessage}${networkCode ? ` (${networkCode})` : ''}.`,
			`Check the network of your n8n and the ${addressOf(service)}.`,
			effectAdvice(one),
		),
	};
}

function redirected(one: Case): FailureWords {
	const { service, failure } = one;
	return {
		message: `${service.name} returned a redirect (status ${failure.status})`,
		description: sentences(
			failure.location && `It points to ${failure.location}.`,
			`Redirects are not followed, so that the ${keyOf(service)} stays with the host you chose. Check the ${addressOf(service)}.`,
			isInDoubt(failure) && effectAdvice(one),
		),
	};
}

function effectAdvice({ service, failure, context }: Case): string | undefined {
	if (!isInDoubt(failure)) return mayHaveDone(context) ? undefined : 'Run this again later.';
	return context.doubtAdvice ?? `Check your ${service.name} account before you run this again.`;
}

/** For a 404 in the operation's own words: the object that was requested. */
function about({ failure: { status }, context: { subject } }: Case): string | undefined {
	return status === 404 && subject ? `${subject.label}: ${subject.value}.` : undefined;
}

function addressOf({ credential }: Service): string {
	return `${credential.labels.address} of the ${credential.name}`;
}

function keyOf({ credential }: Service): string {
	return thingOf(credential.labels.key);
}

function ofStatus({ status }: FailureDetails): string {
	return ` (status ${status})`;
}

function afterTries({ tries = 1 }: FailureDetails): string {
	return tries > 1 ? ` after ${tries} tries` : '';
}

function inSeconds(ms: number): string {
	return `${Math.round(ms / 1000)} s`;
}
