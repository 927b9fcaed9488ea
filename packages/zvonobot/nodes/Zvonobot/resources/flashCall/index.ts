import type { ResourceLabel } from '../../../../../../nodes/shared/declaration/operation';

export const label: ResourceLabel = {
	name: 'Flash Call',
	description: 'Phone verification by a missed call',
};
export { default as send } from './send.operation';
