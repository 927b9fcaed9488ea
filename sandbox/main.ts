import { parseArgs } from 'node:util';

import { startSandbox } from './index';
import { startAutodialerSandbox } from './autodialer';
import { startZvonobotSandbox } from './zvonobot';

/** The options of the command line. */
interface Asked {
	port?: number;
	/** Requests a minute. */
	limit?: number;
	latencyMs: number;
	stepMs: number;
}

/** A sandbox that was started, with information for the person. */
interface Started {
	lines: string[];
	close(): Promise<void>;
}

const services: Record<string, (asked: Asked) => Promise<Started>> = {
	autocall: startAutoCall,
	zvonobot: startZvonobot,
	autodialer: startAutodialer,
};

async function startAutoCall({ port = 3456, limit, latencyMs, stepMs }: Asked): Promise<Started> {
	const sandbox = await startSandbox({
		port,
		latencyMs,
		requestsPerMinute: limit,
		stepMs,
		billingSteps: 1,
	});
	return {
		lines: [
			'AutoCall.kz sandbox: the whole API on this machine, with made-up calls and money.',
			`  Base URL  ${sandbox.url}`,
			`  API key   ${sandbox.apiKey}`,
			stepNote('Campaigns', stepMs),
		],
		close: sandbox.close,
	};
}

async function startZvonobot({ port = 3457, limit, latencyMs, stepMs }: Asked): Promise<Started> {
	const sandbox = await startZvonobotSandbox({
		port,
		latencyMs,
		requestsPerMinute: limit,
		stepMs,
	});
	const record = sandbox.seedRecord({ name: 'Appointment tomorrow' });
	const template = sandbox.seedTemplate({ name: 'Greeting by name' });
	const [phone] = sandbox.store.phones.all();
	return {
		lines: [
			'Zvonobot sandbox: the whole API on this machine, with made-up calls and money.',
			`  Domain    ${sandbox.url}`,
			`  API key   ${sandbox.apiKey}`,
			`  Audio ${record.id}, template ${template.id} and number ${phone?.phone} are there.`,
			stepNote('Calls', stepMs),
		],
		close: sandbox.close,
	};
}

async function startAutodialer({ port = 3458, latencyMs, stepMs }: Asked): Promise<Started> {
	const sandbox = await startAutodialerSandbox({ port, latencyMs, stepMs });
	return {
		lines: [
			'Autodialer sandbox: the three requests of the manual on this machine, with made-up calls.',
			`  Base URL      ${sandbox.url}`,
			`  Access Token  ${sandbox.accessToken}`,
			'  The scenarios 1 and 2 are there.',
			stepNote('Calls', stepMs),
		],
		close: sandbox.close,
	};
}

function stepNote(what: string, stepMs: number): string {
	return stepMs > 0
		? `  ${what} move one step every ${stepMs} ms.`
		: `  ${what} stand still; start with --step-ms to move them.`;
}

/** Reads a whole number of the command line. @throws Error when it is not one */
function wholeNumber(name: string, text: string): number {
	const value = Number(text);
	if (!Number.isInteger(value) || value < 0) {
		throw new Error(`--${name} takes a whole number, not "${text}"`);
	}
	return value;
}

async function main(): Promise<void> {
	const { values, positionals } = parseArgs({
		allowPositionals: true,
		options: {
			port: { type: 'string' },
			latency: { type: 'string', default: '0' },
			limit: { type: 'string' },
			'step-ms': { type: 'string', default: '3000' },
		},
	});
	const [name = 'autocall'] = positionals;
	const start = Object.hasOwn(services, name) ? services[name] : undefined;
	if (!start || positionals.length > 1) {
		throw new Error(
			`There is no sandbox "${positionals.join(' ')}"; choose ${Object.keys(services).join(' or ')}`,
		);
	}
	const sandbox = await start({
		port: values.port === undefined ? undefined : wholeNumber('port', values.port),
		limit: values.limit === undefined ? undefined : wholeNumber('limit', values.limit),
		latencyMs: wholeNumber('latency', values.latency),
		stepMs: wholeNumber('step-ms', values['step-ms']),
	});
	console.log([...sandbox.lines, '  Nothing is kept. Ctrl+C stops it.'].join('\n'));
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
