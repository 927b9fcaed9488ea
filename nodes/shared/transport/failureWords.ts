/** The words of an error that a person reads. */
export interface FailureWords {
	/** What happened. */
	message: string;
	/** How to go on. */
	description: string;
}

/** Words of a request for its failure; other requests of the same operation have others. */
export interface RequestWords {
	/** What a status means for it; these words win over the general ones. */
	failures?: Partial<Record<number, FailureWords>>;
	/** How a person finds out whether it was carried out although its response was lost; one sentence. */
	howToCheck?: string;
}

/** An operation's work before its failure, and what is left to do. */
export interface AlreadyDone {
	/** `the contact list 301 holds the first 10000 of 25000 contacts` */
	what: string;
	/** How to go on from there; sentences. */
	advice: string;
}

/** Facts that the caller knows about a failed request, to name things as the person sees them in the node. */
export interface FailureContext {
	/** Gives the node's label of an API field: `list_id.3.number` → `Contacts, entry 4 (number)`. */
	labelOf?: (apiField: string) => string;
	/** The thing that the request was about, for a 404: `{ label: 'Contact List', value: 73 }`. */
	subject?: { label: string; value: string | number };
	/** The cause as the account itself tells it: see `Service.findCause`. */
	cause?: string;
	/** What the operation had done by then, so that it isn't done again. */
	alreadyDone?: AlreadyDone;
	/** What to do when it may have been carried out: sentences. */
	doubtAdvice?: string;
}
