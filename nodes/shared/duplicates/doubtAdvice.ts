import { isTool } from '../call/agentTool';
import type { OperationCall } from '../call/operationCall';
import { MAX_WAIT } from '../declaration/standardFields';
import type { EffectSearch, FailureDetails } from '../transport/apiFailure';
import { clientIdOf } from './clientId';

/**
 * The advice about a request that may have been carried out: the result of the search for it, where to check,
 * and that Retry doesn't send it again.
 *
 * @returns sentences
 */
export function doubtAdvice(call: OperationCall, { search, words }: FailureDetails): string {
	const clientId = search && clientIdOf(call);
	return [
		search && foundNothing(search),
		words?.howToCheck ??
			`Check your ${call.transport.service.name} account before you run this again.`,
		clientId && `Its Client ID is ${clientId}.`,
		call.isProtected
			? aboutRetry(call, search)
			: 'Duplicate Protection is off: Retry sends it again.',
		call.notSent && call.isProtected && !isTool(call.context) && `Retry sends ${call.notSent}.`,
	]
		.filter(Boolean)
		.join(' ');
}

function foundNothing({ polls, seconds, result, wasCutShort }: EffectSearch): string {
	if (polls === 0) return `${MAX_WAIT} left no time to look for it.`;
	const times = polls === 1 ? 'once' : `${polls} times`;
	const within = seconds > 0 ? ` within ${seconds} s` : '';
	const found =
		result === 'nothing'
			? `The node looked for it ${times}${within} and did not find it, but it may still be created.`
			: `The node looked for it ${times}${within}, but could not tell whether it was created.`;
	return wasCutShort ? `${found} ${MAX_WAIT} ended the search.` : found;
}

function aboutRetry({ context }: OperationCall, search?: EffectSearch): string {
	// A model can't retry; it would call the tool again.
	if (isTool(context)) return 'Do not send it again until this is known.';
	return `Retry and Retry On Fail ${search ? 'look for it again, and ' : ''}do not send it again. To send it again anyway, start a new execution; or turn Options → Duplicate Protection off, and Retry sends everything again.`;
}
