import type { Operation } from '../../runtime/operation';

/** The 403 of POST /autocalls and its cost calculation. */
export const spamSuspicion: Operation['failures'] = {
	403: {
		message: 'AutoCall.kz takes this autocall for spam',
		description:
			'Many numbers with a very short sound look like spam. Use a longer sound or fewer numbers, or ask AutoCall.kz support at info@autocall.kz. Nobody was called.',
	},
};
