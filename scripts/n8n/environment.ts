import type { N8nInstallation } from './installation';
import { withNodeInPath } from './nodeForN8n';

/** Variables of this process that would change how n8n behaves, or make it believe it is under test. */
const FOREIGN =
	/^(N8N_|DB_|QUEUE_|EXECUTIONS_|GENERIC_|WEBHOOK_|npm_|JEST_|NODE_ENV$|NODE_OPTIONS$)/;

/** The differences between several n8n on this machine. */
export interface N8nPlace {
	installation: N8nInstallation;
	/** Holds `.n8n`: the database, the community packages, the files. */
	userFolder: string;
	/** Port of the editor and the webhooks. */
	port: number;
	/** Port at which n8n's own task runner meets it. */
	brokerPort: number;
	/** Variables besides those below. */
	environment?: NodeJS.ProcessEnv;
}

/** The variables of an n8n that keeps to this machine and sends no telemetry. */
export function environmentOf(place: N8nPlace): NodeJS.ProcessEnv {
	const own = Object.entries(process.env).filter(([name]) => !FOREIGN.test(name));
	return {
		...Object.fromEntries(own),
		...withNodeInPath(place.installation.node),
		N8N_USER_FOLDER: place.userFolder,
		N8N_HOST: '127.0.0.1',
		N8N_LISTEN_ADDRESS: '127.0.0.1',
		N8N_PORT: String(place.port),
		N8N_RUNNERS_BROKER_PORT: String(place.brokerPort),
		N8N_SECURE_COOKIE: 'false',
		N8N_DIAGNOSTICS_ENABLED: 'false',
		N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
		N8N_TEMPLATES_ENABLED: 'false',
		// It would fetch a list from n8n's own servers.
		N8N_DISABLED_MODULES: 'mcp-registry',
		N8N_PERSONALIZATION_ENABLED: 'false',
		N8N_HIRING_BANNER_ENABLED: 'false',
		N8N_VERIFIED_PACKAGES_ENABLED: 'false',
		N8N_GRACEFUL_SHUTDOWN_TIMEOUT: '10',
		...place.environment,
	};
}
