import { NodeOperationError } from 'n8n-workflow';
import type { IDataObject } from 'n8n-workflow';

import type { OperationCall } from '../../shared/call/operationCall';
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

/**
 * An amount of tenge in a response without which nothing may be sent.
 *
 * @param what names the amount: `the balance`
 * @throws NodeOperationError when it can't be read
 */
export function neededAmountIn(
	{ context, itemIndex }: OperationCall,
	...amountGiven: Parameters<typeof amountIn>
): number {
	try {
		return amountIn(...amountGiven);
	} catch (error) {
		throw new NodeOperationError(
			context.getNode(),
			`${asInvalidValue(error).message} [item ${itemIndex}]`,
			{
				itemIndex,
				description:
					'Nothing was sent. Run this again later. If this keeps happening, ask AutoCall.kz support at info@autocall.kz.',
			},
		);
	}
}

function missing(what: string, problem: string): InvalidValue {
	return new InvalidValue(`AutoCall.kz did not return ${what}: ${problem}`);
}

/** `1,250.5 tenge` */
export function inTenge(tenge: number): string {
	return `${tenge.toLocaleString('en-US', { maximumFractionDigits: 2 })} tenge`;
}
