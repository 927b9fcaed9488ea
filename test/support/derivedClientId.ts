/**
 * The `client_id` that the node gives to what it creates when the person gave none: the execution, a hash of
 * where it was created, and the item. It stands for the ID wherever one is expected.
 *
 * @param item the number of the input item
 */
export function derivedClientId(item = 0): string {
	return expect.stringMatching(new RegExp(`^n8n-\\d+-[0-9a-f]{16}-${item}$`)) as string;
}
