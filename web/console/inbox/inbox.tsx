export default function X(_: { isRaised?: boolean; id?: string }) { return <h1>x</h1> }
