import type { FailureDetails } from '../transport/apiFailure';
import type { EarlierDoubt, FailureContext } from '../transport/failureWords';
import { cutTo } from '../transport/foreignText';
import type { Service } from '../transport/service';

/** Most characters that the service's words about all fields take. */
const MAX_CHARACTERS = 2_000;

/** Joins sentences; those that are left out leave no gap. */
export function sentences(...parts: Array<string | false | undefined>): string {
	return parts.filter(Boolean).join(' ');
}

/** The service's own words, quoted; undefined where there are none. */
export function quoted(
	{ name }: Pick<Service, 'name'>,
	failure: FailureDetails,
	context: FailureContext = {},
): string | undefined {
	const said = fieldWords(failure, context) || failure.serviceMessage?.replace(/\.$/, '');
	return said && `${name} says: “${said}”.`;
}

/** The service's messages about fields, with the node's labels. */
export function fieldWords(
	{ fieldMessages = {}, furtherFields = 0 }: FailureDetails,
	{ labelOf }: FailureContext,
): string {
	const lines = Object.entries(fieldMessages).map(
		([field, texts]) => `${labelOf?.(field) ?? field}: ${texts.join(' ').replace(/\.$/, '')}`,
	);
	if (furtherFields > 0) lines.push(`and ${furtherFields} more`);
	return cutTo(MAX_CHARACTERS, lines.join('; '));
}

/** Tells of a request of an earlier try that may have been carried out, without a full stop. */
export function mayBeCarriedOutBefore({ about }: Pick<EarlierDoubt, 'about'>): string {
	return `An earlier request${about ? `, about ${about},` : ''} may have been carried out`;
}

/** Ends the error of a refused request, unless something stays. */
export function nothingDone(
	{ method }: FailureDetails,
	context: FailureContext,
): string | undefined {
	if (mayHaveDone(context)) return undefined;
	return method === 'PUT' || method === 'DELETE' ? 'Nothing was changed.' : 'Nothing was sent.';
}

/** Left out when something stays that would be created again: the advice on it says more. */
export function andAgain(context: FailureContext): string {
	return mayHaveDone(context) ? '' : ' and run this again';
}

/** Whether requests before the one that failed were carried out, or may have been. */
export function mayHaveDone({ alreadyDone, earlierDoubt }: FailureContext): boolean {
	return Boolean(alreadyDone ?? earlierDoubt);
}
