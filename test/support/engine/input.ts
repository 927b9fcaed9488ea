import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import type { CredentialsByType, ItemInput } from './types';

function isWholeItem(item: ItemInput): item is INodeExecutionData {
	const keys = ['json', 'binary', 'pairedItem', 'error', 'metadata'];
	return (
		typeof item.json === 'object' &&
		item.json !== null &&
		Object.keys(item).every((key) => keys.includes(key))
	);
}

/** n8n items from what a test wrote; copies, so that a run can't change the test's own objects. */
export function toItems(items: ItemInput[]): INodeExecutionData[] {
	return items.map((item) =>
		structuredClone(isWholeItem(item) ? item : { json: item as IDataObject }),
	);
}

/** Joins the shorthand for our own credential with credentials of other types. */
export function toCredentials(
	ownCredential: string,
	options: { credential?: object | null; credentials?: CredentialsByType },
): CredentialsByType {
	return {
		...options.credentials,
		...(options.credential ? { [ownCredential]: options.credential } : {}),
	};
}
