import { createHash, randomBytes, timingSafeEqual } from 'crypto';
import type { IExecuteFunctions, IWebhookFunctions } from 'n8n-workflow';

import { isTool } from '../call/agentTool';
import type { OperationCall } from '../call/operationCall';
import { runIndexOf } from '../call/runIndex';
import type { Waiting } from './waiting';

/** The query parameter with the token. */
const TOKEN = 'token';
const TOKEN_BYTES = 16;

/** The part of a wait that is kept in the node's context, which n8n stores with the execution. */
interface KeptWait {
	/** How often the node had run before in this execution, as in a loop. */
	runIndex: number;
	token: string;
}

/**
 * The address at which n8n resumes the execution, for reports about what is waited for. To n8n's own address, which n8n before 2.14 doesn't sign, a random token is added; `waitNamedBy` checks it.
 *
 * @throws NodeOperationError when the service could not call it, or it is needed for something else
 */
export function resumeUrlOf(
	call: OperationCall,
	{ contextKey, addressMax, otherAddress, trigger }: Waiting,
): string {
	const { context, parameters, transport } = call;
	const refuse = (problem: string, advice: string) =>
		parameters.invalid('Wait for Completion', problem, `Nothing was sent. ${advice}`);
	if (parameters.get(otherAddress.parameter) !== undefined) {
		throw refuse(
			`cannot be combined with ${otherAddress.label}`,
			`${transport.service.name} can send its reports to one address only: remove ${otherAddress.label}, or turn Wait for Completion off.`,
		);
	}
	if (isTool(context)) {
		throw refuse(
			'cannot be used in a tool of an AI agent',
			`An agent cannot wait. Turn it off, and start another workflow with ${trigger.node} → ${trigger.event}.`,
		);
	}
	const own = String(context.evaluateExpression('{{ $execution.resumeUrl }}', call.itemIndex));
	const url = `${own}${own.includes('?') ? '&' : '?'}${TOKEN}=${tokenOf(context, contextKey)}`;
	if (url.length > addressMax) {
		throw refuse(
			`needs an address of at most ${addressMax} characters, but the address of this n8n has ${url.length}`,
			'Use a shorter web address for n8n.',
		);
	}
	return url;
}

/** The token of this run of the node, whose things are waited for together. */
function tokenOf(context: IExecuteFunctions, contextKey: string): string {
	const node = context.getContext('node') as Record<string, KeptWait | undefined>;
	const runIndex = runIndexOf(context);
	const known = node[contextKey];
	const wait =
		known?.runIndex === runIndex
			? known
			: { runIndex, token: randomBytes(TOKEN_BYTES).toString('base64url') };
	node[contextKey] = wait;
	return wait.token;
}

/**
 * The wait that a report is for, by the token in the address that was called.
 *
 * @returns a name of the wait; undefined when the token is missing or isn't that of the wait
 */
export function waitNamedBy(
	context: IWebhookFunctions,
	{ contextKey }: Pick<Waiting, 'contextKey'>,
): string | undefined {
	// Webhooks have no getContext(); no brace may end the expression early.
	const name = JSON.stringify(context.getNode().name).replace(/[{}]/g, escaped);
	const wait = context.evaluateExpression(`{{ $node[${name}].context.${contextKey} }}`);
	const { token } = (wait ?? {}) as Partial<KeptWait>;
	const { [TOKEN]: given } = context.getQueryData() as Record<string, unknown>;
	if (typeof token !== 'string' || typeof given !== 'string') return undefined;
	return timingSafeEqual(digest(given), digest(token)) ? token : undefined;
}

function escaped(character: string): string {
	return `\\u00${character.charCodeAt(0).toString(16)}`;
}

/** Of one length, whatever was given. */
function digest(token: string): Buffer {
	return createHash('sha256').update(token).digest();
}

/**
 * Refuses to wait for a report that can't come: the service is on the internet, and n8n is not.
 *
 * @throws NodeOperationError that says how n8n gets a public address
 */
export async function assertReachable(
	call: OperationCall,
	resumeUrl: string,
	{ trigger }: Waiting,
): Promise<void> {
	const { service } = call.transport;
	const { baseUrl } = await call.transport.accountOf(call.context);
	if (!isPrivate(resumeUrl) || isPrivate(baseUrl)) return;
	throw call.parameters.invalid(
		'Wait for Completion',
		`needs an n8n that ${service.name} can reach, but its address is ${new URL(resumeUrl).origin}`,
		`Nothing was sent. Set the environment variable WEBHOOK_URL of n8n to its public address, or turn Wait for Completion off and start a workflow with ${trigger.node} instead.`,
	);
}

/** Whether an address is only known within its own network (RFC 1918, RFC 4193, loopback). */
function isPrivate(address: string): boolean {
	const { hostname } = new URL(address);
	return (
		/^(localhost|.*\.(localhost|local|internal)|\[?(::1|f[cd][0-9a-f:]+|fe80:.*)\]?)$/i.test(
			hostname,
		) ||
		/^(127|10)\.|^192\.168\.|^169\.254\.|^172\.(1[6-9]|2\d|3[01])\.|^0\.0\.0\.0$/.test(hostname) ||
		(!hostname.includes('.') && !hostname.startsWith('['))
	);
}
