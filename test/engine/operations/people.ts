/** One contact more than a campaign takes in one request, each with a number of its own. */
export const FIVE_THOUSAND_AND_ONE = Array.from({ length: 5001 }, (_, index) => ({
	number: `+7701${String(index).padStart(7, '0')}`,
}));
