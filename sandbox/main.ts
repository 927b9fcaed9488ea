import { parseArgs } from 'node:util';

import { startSandbox } from './index';

/** Reads a whole number of the command line. @throws Error when it is not one */
function wholeNumber(name: string, text: string): number {
	const value = Number(text);
	if (!Number.isInteger(value) || value < 0) {
		throw new Error(`--${name} takes a whole number, not "${text}"`);
	}
	return value;
}

async function main(): Promise<void> {
	const { values } = parseArgs({
		options: {
			port: { type: 'string', default: '3456' },
			latency: { type: 'string', default: '0' },
			limit: { type: 'string', default: '300' },
			'step-ms': { type: 'string', default: '3000' },
		},
	});
	const stepMs = wholeNumber('step-ms', values['step-ms']);
	const sandbox = await startSandbox({
		port: wholeNumber('port', values.port),
		latencyMs: wholeNumber('latency', values.latency),
		requestsPerMinute: wholeNumber('limit', values.limit),
		stepMs,
	});
	console.log(
		[
			'AutoCall.kz sandbox: the whole API on this machine, with made-up calls and money.',
			`  Base URL  ${sandbox.url}`,
			`  API key   ${sandbox.apiKey}`,
			stepMs > 0
				? `  Campaigns move one step every ${stepMs} ms.`
				: '  Campaigns stand still; start with --step-ms to move them.',
			'  Nothing is kept. Ctrl+C stops it.',
		].join('\n'),
	);
	const stop = () => {
		void sandbox.close();
	};
	process.once('SIGINT', stop);
	process.once('SIGTERM', stop);
}

main().catch((error: unknown) => {
	console.error(error instanceof Error ? error.message : error);
	process.exitCode = 1;
});
