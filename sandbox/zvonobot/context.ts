import type { ServiceContext } from '../context';
import type { Throttle } from '../throttle';
import type { ZvonobotStore } from './store/store';
import type { Surprises } from './surprises';
import type { WebhookSender } from './webhooks/sender';

/** A running sandbox of Zvonobot: the context of its handlers and its simulation. */
export interface ZvonobotContext extends ServiceContext {
	store: ZvonobotStore;
	surprises: Surprises;
	/** No limit by default: the vendor publishes none. */
	throttle?: Throttle;
	webhooks: WebhookSender;
	/** Whether new audio has to be allowed by a moderator. */
	moderation: boolean;
}
