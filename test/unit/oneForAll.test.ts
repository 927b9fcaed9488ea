/** How often expressions are worked out to see whether they come to the same for all items. */
import { NodeOperationError } from 'n8n-workflow';
import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { checkOneForAll } from '../../nodes/shared/contacts/oneForAll';
import type { Field } from '../../nodes/shared/declaration/field';
import { ItemParameters } from '../../nodes/shared/call/itemParameters';
import { WrittenParameters } from '../../nodes/shared/call/writtenParameters';
import type { OperationCall } from '../../nodes/shared/call/operationCall';

const fields: Field[] = [
	{ displayName: 'Text', name: 'text', type: 'string', default: '', message: 'sms' },
];

/** Checks a text for items; what n8n would make of it is worked out by a function. */
function check(text: string, items: IDataObject[], workOut: (json: IDataObject) => unknown) {
	let count = 0;
	const context = {
		getNode: () => ({ name: 'AutoCall', type: 'autoCall', typeVersion: 1, parameters: {} }),
		getNodeParameter: (
			_name: string,
			item: number,
			_fallback: unknown,
			options: { rawExpressions?: boolean },
		) => {
			if (options.rawExpressions) return text;
			count++;
			return workOut(items[item] as IDataObject);
		},
	} as unknown as IExecuteFunctions;
	const call = {
		context,
		parameters: new ItemParameters(
			context,
			fields,
			new WrittenParameters(context),
			0,
			'AutoCall.kz',
		),
		itemIndex: 0,
	};
	let error: unknown;
	try {
		checkOneForAll(
			call as unknown as OperationCall,
			items.map((json) => ({ json })),
		);
	} catch (thrown) {
		error = thrown;
	}
	return { count, error };
}

const shops = (count: number, differing = 1) =>
	Array.from({ length: count }, (_none, index) => ({ shop: `Shop ${index % differing}` }));

it('a fixed text is not worked out at all', () => {
	expect(check('Hello', shops(100_000), () => 'Hello')).toEqual({ count: 0, error: undefined });
});

it('a text of a field is worked out once for each of its values, however many items there are', () => {
	const same = check('={{ $json.shop }}', shops(100_000), () => 'Visit us');
	expect(same).toEqual({ count: 2, error: undefined });
	const seven = check('={{ $json.shop }}', shops(100_000, 7), () => 'Visit us');
	expect(seven).toEqual({ count: 7, error: undefined });
});

it('a text that may read anything of the item is worked out for each', () => {
	const { count, error } = check('={{ $itemIndex }}', shops(1_000), () => 'Visit us');
	expect({ count, error }).toEqual({ count: 1_000, error: undefined });
});

it('a text that differs is not worked out further', () => {
	const { count, error } = check('={{ $json.shop }}', shops(100_000, 3), ({ shop }) => shop);
	expect(error).toBeInstanceOf(NodeOperationError);
	expect(count).toBeLessThan(10);
});

it('a text with the time in it may go on while it is compared', () => {
	let minute = 0;
	const { error } = check(
		'={{ $itemIndex }}',
		shops(100),
		() => `It is ${Math.floor(minute++ / 40)}`,
	);
	expect(error).toBeUndefined();
});

it('a value that cannot be sent differs from one that can', () => {
	const { error } = check('={{ $json.shop }}', shops(2, 2), ({ shop }) =>
		shop === 'Shop 0' ? 'Visit us' : '',
	);
	expect((error as Error).message).toBe(
		'"Text" is one text for all 2 contacts, but its expression returns different texts [item 0]',
	);
	expect((error as NodeOperationError).description).toContain('for item 1 it is empty');
});
