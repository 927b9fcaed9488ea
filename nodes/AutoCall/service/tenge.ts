import type { IDataObject } from 'n8n-workflow';

import { amount } from '../../shared/declaration/amount';
import { asInvalidValue, InvalidValue } from '../../shared/declaration/parsers';

/**
 * An amount of tenge in a response of the service.
 *
 * @param what names the amount: `the balance`
 * @throws InvalidValue with a whole sentence, which says what was returned instead
 */
export function amountIn(
	response: unknown,
	field: string,
	what: string,
	bounds?: { min: number },
): number {
	try {
		return amount(bounds)((response as IDataObject | null | undefined)?.[field]);
	} catch (error) {
		throw missing(what, `${field} ${asInvalidValue(error).message}`);
	}
}

function missing(what: string, problem: string): InvalidValue {
	return new InvalidValue(`AutoCall.kz did not return ${what}: ${problem}`);
}

/** `1,250.5 tenge` */
export function inTenge(tenge: number): string {
	return `${tenge.toLocaleString('en-US', { maximumFractionDigits: 2 })} tenge`;
}
