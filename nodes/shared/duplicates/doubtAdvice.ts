import { isTool } from '../execution/agentTool';
import type { OperationCall } from '../execution/operationCall';
import type { Search } from './sendOnce';

/**
 * What to do about something that may have been carried out: what the search for it told, where to look, and
 * that Retry doesn't send it again.
 *
 * @param howToCheck how it can be found out; one sentence
 * @returns sentences
 */
export function doubtAdvice(call: OperationCall, howToCheck?: string): string {
	const { search, memory, isProtected } = call;
	const clientId = search && memory.sought?.clientId;
	return [
		search && foundNothing(search),
		howToCheck ?? 'Look in your AutoCall.kz account before you run this again.',
		clientId && `Its Client ID is ${clientId}.`,
		isProtected ? aboutRetry(call) : 'Duplicate Protection is off: Retry sends it again.',
	]
		.filter(Boolean)
		.join(' ');
}

function foundNothing({ looks, seconds, result, wasCutShort }: Search): string {
	if (looks === 0) return 'Options → Longest Wait left no time to look for it.';
	const times = looks === 1 ? 'once' : `${looks} times`;
	const within = seconds > 0 ? ` within ${seconds} s` : '';
	const found =
		result === 'nothing'
			? `It was looked for ${times}${within} and not found, but may still be made.`
			: `It was looked for ${times}${within}, but it could not be told whether it was made.`;
	return wasCutShort ? `${found} Options → Longest Wait ended the search.` : found;
}

function aboutRetry({ context, search }: OperationCall): string {
	// A model can't retry; it would call the tool again.
	if (isTool(context)) return 'Do not send it again before this is known.';
	return `Retry and Retry On Fail ${search ? 'look for it again, and ' : ''}do not send it again. To send it all the same, start the workflow anew; or turn Options → Duplicate Protection off, and Retry sends everything again.`;
}
