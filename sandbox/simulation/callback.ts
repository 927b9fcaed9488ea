import type { SandboxContext } from '../context';

const timeoutMs = 5000;

/**
 * Posts a finished campaign to its `callback_url`. Only to this machine: a sandbox must not reach anybody
 * else. Nobody waits for the response, and a receiver that fails does not matter.
 */
export function sendCallback(
	{ closing }: SandboxContext,
	callbackUrl: string | null,
	report: object,
): void {
	if (callbackUrl === null || !isOwnMachine(callbackUrl)) return;
	void fetch(callbackUrl, {
		method: 'POST',
		headers: { 'Content-Type': 'application/json' },
		body: JSON.stringify(report),
		signal: AbortSignal.any([closing, AbortSignal.timeout(timeoutMs)]),
	}).then(
		(response) => response.body?.cancel(),
		() => undefined,
	);
}

/** Whether an address is on this machine: a sandbox reaches nobody else. */
export function isOwnMachine(address: string): boolean {
	if (!URL.canParse(address)) return false;
	const { protocol, hostname } = new URL(address);
	return protocol === 'http:' && (hostname === '127.0.0.1' || hostname === 'localhost');
}
