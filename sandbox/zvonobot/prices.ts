/** Roubles. That of speech is the instruction's, the others are assumed. */
export const prices = {
	/** A text that is made into speech. */
	speech: 0.4,
	/** Each minute of talk that has begun. */
	minute: 2.4,
	/** Each minute with a manager that has begun. */
	managerMinute: 3,
	sms: 4,
	flashCall: 1,
};
