export { type DemoConfig, DemoConfigError, readDemoConfig } from './config.ts'
export { type Demo, startDemo, type Step } from './start-demo.ts'
