/** The words of an error that a person reads. */
export interface FailureWords {
	/** The failure, in one sentence. */
	message: string;
	/** The advice on it; sentences. */
	description: string;
}

/** Words of a request for its failure; other requests of the same operation have others. */
export interface RequestWords {
	/** Words for a status; they take precedence over the general ones. */
	failures?: Partial<Record<number, FailureWords>>;
	/** How to find out whether it was carried out although its response was lost; one sentence. */
	howToCheck?: string;
}

/** An operation's work before its failure, and what is left to do. */
export interface AlreadyDone {
	/** `the contact list 301 holds the first 10000 of 25000 contacts` */
	what: string;
	/** Advice for continuing from there; sentences. */
	advice: string;
}

/** A request of an earlier try that may have been carried out, and what to do about it. */
export interface EarlierDoubt {
	/** The things that it was about: `item 0 to item 2`; left out where it was about the whole item. */
	about?: string;
	/** How to find out whether it was; sentences. */
	advice: string;
}

/** Facts that the caller knows about a failed request, to name things as the person sees them in the node. */
export interface FailureContext {
	/** Returns the node's label of an API field: `list_id.3.number` → `Contacts, entry 4 (number)`. */
	labelOf?: (apiField: string) => string;
	/** The thing that the request was about, for a 404: `{ label: 'Contact List', value: 73 }`. */
	subject?: { label: string; value: string | number };
	/** The cause by the data of the account: see `Service.findCause`. */
	cause?: string;
	/** Work that the operation had done by then, so that it isn't repeated. */
	alreadyDone?: AlreadyDone;
	/** Another request that may have been carried out, so that it isn't lost from sight. */
	earlierDoubt?: EarlierDoubt;
	/** The things that no request was sent for, since this one failed: `the rows after item 999`. */
	notSent?: string;
	/** Advice for a request that may have been carried out: sentences. */
	doubtAdvice?: string;
}
