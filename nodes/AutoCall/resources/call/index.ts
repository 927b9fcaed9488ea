import type { ResourceLabel } from '../../../shared/declaration/operation';

export const label: ResourceLabel = {
	name: 'Call',
	description: 'Calls to one person, calls of an autocall, and their recordings',
};
export { default as get } from './get.operation';
export { default as getHistory } from './getHistory.operation';
export { default as getRecording } from './getRecording.operation';
export { default as make } from './make.operation';
