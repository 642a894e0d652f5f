"""What pages for employers say of groups: figures as rows, bars and sentences, and as tables to download."""
