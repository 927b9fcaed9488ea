/** What a person reads of a create whose answer was lost, up to how to find out. */
export interface Words {
	status: string;
	message: string;
	description: string;
}

/** The connection broke off. */
export const CONNECTION_LOST: Words = {
	status: 'error',
	message: 'AutoCall.kz could not be reached; it may have been carried out all the same [item 0]',
	description:
		'The connection reported: read ECONNRESET (ECONNRESET). Check the network of your n8n and the Base URL of the AutoCall credential. ',
};

/** An answer with the status 500 came. */
export const SERVICE_FAULT: Words = {
	status: 'error',
	message:
		'AutoCall.kz returned a server error (status 500); it may have been carried out all the same [item 0]',
	description: 'AutoCall.kz says: “Server Error”. ',
};

/** A proxy's page with the status 502 came. */
export const GATEWAY_FAULT: Words = {
	status: 'error',
	message:
		'AutoCall.kz returned a server error (status 502); it may have been carried out all the same [item 0]',
	description: '',
};

/** An answer came that is none. */
export const UNREADABLE: Words = {
	status: 'error',
	message:
		'The response of AutoCall.kz could not be read; it may have been carried out all the same [item 0]',
	description:
		'It was not what the API promises. A proxy or an error of the service may be the cause. ',
};

/** How the search went, for an error: it was not found, or the looks told nothing, or there was no time for one. */
export const NOT_FOUND =
	'It was looked for 6 times within 60 s and not found, but may still be made. ';
export const NOT_TOLD =
	'It was looked for 6 times within 60 s, but it could not be told whether it was made. ';
export const NO_TIME = 'Options → Max Wait left no time to look for it. ';

/** What an error says of Retry, when it can look for it and when it can't. */
const LOOKS_AGAIN = ' Retry and Retry On Fail look for it again, and do not send it again.';
const NOT_AGAIN = ' Retry and Retry On Fail do not send it again.';
const ALL_THE_SAME =
	' To send it all the same, start the workflow anew; or turn Options → Duplicate Protection off, and Retry sends everything again.';

/** What is created, as far as an error tells of it. */
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
	const retry = (search ? LOOKS_AGAIN : NOT_AGAIN) + ALL_THE_SAME;
	return { ...words, description: words.description + (search ?? '') + advice + id + retry };
}

/** The same without Duplicate Protection. */
export function mayBeDoneUnprotected(words: Words, { advice }: Told): Words {
	const retry = ' Duplicate Protection is off: Retry sends it again.';
	return { ...words, description: words.description + advice + retry };
}

/** The same as an AI agent's model reads it, which cannot retry. */
export function mayBeDoneByAgent(words: Words, { advice }: Told): Words {
	const description = `${words.description}${advice} Do not send it again before this is known.`;
	return { ...words, description };
}
