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
		'AutoCall.kz has a fault at the moment (status 500); it may have been carried out all the same [item 0]',
	description: 'AutoCall.kz says: “Server Error”. ',
};

/** An answer came that is none. */
export const UNREADABLE: Words = {
	status: 'error',
	message:
		'The answer of AutoCall.kz could not be read; it may have been carried out all the same [item 0]',
	description:
		'It was not what the API promises; a proxy or a fault of the service may be the cause. ',
};

/** An error that says that it may have been carried out, and how to find out. */
export const mayBeDone = (words: Words, { advice }: { advice: string }): Words => ({
	...words,
	description: words.description + advice,
});
