/** The words of an error of a create whose response was lost, up to the advice to check. */
export interface Words {
	status: string;
	message: string;
	description: string;
}

/** The connection broke off. */
export const CONNECTION_LOST: Words = {
	status: 'error',
	message: 'AutoCall.kz could not be reached; it may have been carried out anyway [item 0]',
	description:
		'The connection reported: read ECONNRESET (ECONNRESET). Check the network of your n8n and the Base URL of the AutoCall credential. ',
};

/** A response with the status 500 came. */
export const SERVICE_FAULT: Words = {
	status: 'error',
	message:
		'AutoCall.kz returned a server error (status 500); it may have been carried out anyway [item 0]',
	description: 'AutoCall.kz says: “Server Error”. ',
};

/** A proxy's page with the status 502 came. */
export const GATEWAY_FAULT: Words = {
	status: 'error',
	message:
		'AutoCall.kz returned a server error (status 502); it may have been carried out anyway [item 0]',
	description: '',
};

/** A response came that can't be read. */
export const UNREADABLE: Words = {
	status: 'error',
	message:
		'The response of AutoCall.kz could not be read; it may have been carried out anyway [item 0]',
	description: 'It does not match the API. A proxy or a server error may be the cause. ',
};

/** How the search went, for an error: it was not found, or the polls were unclear, or there was no time for one. */
export const NOT_FOUND =
	'The node looked for it 6 times within 60 s and did not find it, but it may still be created. ';
export const NOT_TOLD =
	'The node looked for it 6 times within 60 s, but could not tell whether it was created. ';
export const NO_TIME = 'Options → Max Wait left no time to look for it. ';

/** The words of an error about Retry, when it can poll and when it can't. */
const POLLS_AGAIN = ' Retry and Retry On Fail look for it again, and do not send it again.';
const NOT_AGAIN = ' Retry and Retry On Fail do not send it again.';
const ALL_THE_SAME =
	' To send it again anyway, start a new execution; or turn Options → Duplicate Protection off, and Retry sends everything again.';

/** The created object, as far as an error names it. */
export interface Told {
	/** How a person finds out about it. */
	advice: string;
	/** The Client ID by which it can be found. */
	clientId?: string;
}

/**
 * An error that says that it may have been carried out, how to find out, and that it isn't sent again.
 *
 * @param search how the search for it went; left out where there is nothing to look for
 */
export function mayBeDone(words: Words, { advice, clientId }: Told, search?: string): Words {
	const id = search && clientId ? ` Its Client ID is ${clientId}.` : '';
	const retry = (search ? POLLS_AGAIN : NOT_AGAIN) + ALL_THE_SAME;
	return { ...words, description: words.description + (search ?? '') + advice + id + retry };
}

/** The same without Duplicate Protection. */
export function mayBeDoneUnprotected(words: Words, { advice }: Told): Words {
	const retry = ' Duplicate Protection is off: Retry sends it again.';
	return { ...words, description: words.description + advice + retry };
}

/** The same as an AI agent's model reads it, which cannot retry. */
export function mayBeDoneByAgent(words: Words, { advice }: Told): Words {
	const description = `${words.description}${advice} Do not send it again until this is known.`;
	return { ...words, description };
}
