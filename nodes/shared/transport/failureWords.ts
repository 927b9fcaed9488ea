/** What a person sees of a failure. */
export interface FailureWords {
	/** What happened. */
	message: string;
	/** How to go on. */
	description: string;
}

/** What a request itself knows to say of its failure; other requests of the same operation say other things. */
export interface RequestWords {
	/** What a status means for it; these words win over the general ones. */
	failures?: Partial<Record<number, FailureWords>>;
	/** How a person finds out whether it was carried out although its answer was lost; one sentence. */
	howToCheck?: string;
}
