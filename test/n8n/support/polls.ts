/**
 * Poll times of a trigger that polls every second second. n8n refuses one expression that is due more than
 * once a minute, but a person may add as many poll times as they like.
 */
export const EVERY_TWO_SECONDS = {
	item: Array.from({ length: 30 }, (_, index) => ({
		mode: 'custom',
		cronExpression: `${index * 2} * * * * *`,
	})),
};
