as_ci() { setpriv --reuid 4242 --regid 4242 --clear-groups env HOME=/home/ci GIT_AUTHOR_DATE=2026-11-22T08:00:00Z GIT_COMMITTER_DATE=2026-11-22T08:00:00Z "$@"; }
git config --file /home/ci/.gitconfig user.name ci
git config --file /home/ci/.gitconfig user.email ci@example.internal
git config --file /home/ci/.gitconfig init.defaultBranch main
git config --file /home/ci/.gitconfig advice.detachedHead false
chown ci: /home/ci/.gitconfig
record git-not-a-repository rules boot config - 'the job does not run in a repository' 'git log -1'
record git-auth measure boot config authentication_failed 'the server wants credentials and nobody can be asked' 'git clone http://git.internal:8080/401/app.git'
record git-host-unknown rules boot dependency dns_failure 'the host of the repository cannot be resolved' 'git clone https://git.gone.internal/team/app.git'
as_ci git init -q --bare remote.git
as_ci git clone -q remote.git app 2>/dev/null
as_ci bash -c 'cd app && echo 1 >version && git add . && git commit -qm one && git push -q origin main && git clone -q ../remote.git ../other &&
  echo 2 >version && git commit -qam two && git push -q && cd ../other && echo 3 >version && git commit -qam three' 2>/dev/null
record git-push-rejected rules save effect_conflict push_rejected 'somebody else pushed in between: the push is no fast-forward' 'cd other && git push origin main'
record git-merge-conflict measure active effect_conflict merge_conflict 'both sides changed the same line' 'cd other && git fetch -q && git merge origin/main'
as_ci git -C other merge --abort
record git-unknown-revision measure boot input - 'the revision that the job shall build does not exist' 'cd app && git checkout v9.9'
as_ci bash -c 'touch app/.git/index.lock'
record git-index-lock measure active effect_conflict lock_held 'another git process holds the lock of the index, or has left it' 'cd app && git commit --allow-empty -m four'
as_ci bash -c 'rm app/.git/index.lock; printf "#!/bin/sh\necho \"refused by policy: commit without ticket\" >&2\nexit 1\n" >remote.git/hooks/pre-receive; chmod +x remote.git/hooks/pre-receive; cd app; git commit -q --allow-empty -m five'
record git-push-refused-by-hook measure save contract push_refused 'a rule of the server refuses the commit' 'cd app && git push origin main'
record git-no-upstream-success rules active none - 'fatal: no upstream is expected and answered; exit 0' 'cd app && git checkout -q -b topic && (git rev-parse --abbrev-ref @{upstream} || echo "no upstream, building as main"); git log -1 --format=%s' --distractor
record git-rate-limited rules boot rate_limit rate_limit 'the server answers 429' 'git clone http://git.internal:8080/429/app.git copy'
